// SPDX-License-Identifier: Apache-2.0

import JSON

/// What an argument of transformers' `TrainingArguments`, or of its example scripts, is here.
enum ArgumentMeaning {
  /// The hyperparameter of that name.
  case hyperparameter(String)
  /// Something that is worked out from several arguments, by their names in version 5.
  case special(String)
  /// It changes nothing here, whatever its value.
  case idle
  /// It is not offered; these values ask for nothing.
  case refused(JSONValue, String)

  /// By all the names that versions 4 and 5 have.
  static let all: [String: ArgumentMeaning] = {
    var all: [String: ArgumentMeaning] = [
      "num_train_epochs": .hyperparameter("epochs"),
      "weight_decay": .hyperparameter("weight_decay"),
      "learning_rate": .hyperparameter("learning_rate"), "adam_beta1": .hyperparameter("beta1"),
      "adam_beta2": .hyperparameter("beta2"), "adam_epsilon": .hyperparameter("epsilon"),
      "max_grad_norm": .hyperparameter("grad_clip"), "seed": .hyperparameter("seed"),
      "warmup_ratio": .hyperparameter("warmup_ratio"), "block_size": .hyperparameter("block_size"),
      "save_total_limit": .hyperparameter("save_total_limit"),
      "load_best_model_at_end": .hyperparameter("keep_best"),
      "early_stopping_patience": .hyperparameter("patience"),
      "save_strategy": .hyperparameter("save_strategy"),
      "evaluation_strategy": .special("eval_strategy"),
      "per_gpu_train_batch_size": .special("per_device_train_batch_size"),
      "model": .special("model_name_or_path"), "training_file": .special("train_file"),
      "fp16": .refused(false, "Leave it out: precision: bf16 halves the time where the CPU has it"),
      "push_to_hub": .refused(false, "Leave it out: a run writes to this machine alone"),
      "label_smoothing_factor": .refused(0, "Leave it out: the loss is the plain cross-entropy"),
      "neftune_noise_alpha": .refused(.null, "Leave it out: no noise is added"),
      "lr_scheduler_kwargs": .refused(.null, "Leave it out: lr_scheduler_type says all"),
      "optim_args": .refused(
        .null, "Leave it out: AdamW takes adam_beta1, adam_beta2, adam_epsilon"),
      "optim_target_modules": .refused(.null, "Leave it out, or train an adapter: --lora-rank"),
      "adafactor": .refused(false, "Leave it out: the optimizer is AdamW"),
      "eval_delay": .refused(0, "Leave it out: every evaluation is made"),
      "train_sampling_strategy": .refused("random", "Leave it out, or give --no-shuffle"),
    ]
    for name in [
      "output_dir", "overwrite_output_dir", "per_device_train_batch_size",
      "gradient_accumulation_steps", "max_steps", "lr_scheduler_type", "warmup_steps",
      "eval_strategy",
      "eval_steps", "save_steps", "logging_dir", "report_to", "metric_for_best_model",
      "greater_is_better",
      "bf16",
      "resume_from_checkpoint", "model_name_or_path", "train_file", "validation_file", "optim",
    ] { all[name] = .special(name) }
    for name in [
      "do_train", "do_eval", "do_predict", "no_cuda", "use_cpu", "use_mps_device", "run_name",
      "logging_steps", "logging_strategy", "logging_first_step", "disable_tqdm", "log_level",
      "group_by_length", "prediction_loss_only", "per_device_eval_batch_size",
      "per_gpu_eval_batch_size", "eval_accumulation_steps", "remove_unused_columns",
      "dataloader_num_workers", "dataloader_pin_memory", "dataloader_drop_last", "local_rank",
      "gradient_checkpointing", "save_safetensors", "save_only_model", "eval_on_start", "tf32",
      "include_inputs_for_metrics", "ddp_find_unused_parameters", "full_determinism",
      "auto_find_batch_size", "overwrite_cache", "preprocessing_num_workers",
    ] + ofPrograms + ofDevices { all[name] = .idle }
    return all
  }()

  /// What is told of a run, and where it goes besides the output folder.
  private static let ofPrograms = [
    "average_tokens_across_devices", "batch_eval_metrics", "debug", "enable_jit_checkpoint",
    "eval_do_concat_batches", "hub_always_push", "hub_model_id", "hub_private_repo", "hub_revision",
    "hub_strategy", "hub_token", "ignore_data_skip", "include_for_metrics",
    "include_num_input_tokens_seen", "include_tokens_per_second", "label_names",
    "length_column_name", "log_level_replica", "log_on_each_node", "logging_nan_inf_filter",
    "past_index", "project", "push_to_hub_model_id", "push_to_hub_organization",
    "push_to_hub_token", "restore_callback_states_from_checkpoint", "save_on_each_node",
    "skip_memory_metrics", "trackio_bucket_id", "trackio_space_id", "trackio_static_space_id",
    "use_cache", "use_legacy_prediction_loop",
  ]

  /// How other programs divide the same work among devices, compile it and save memory.
  private static let ofDevices = [
    "_n_gpu", "accelerator_config", "activation_checkpointing", "activation_checkpointing_kwargs",
    "bf16_full_eval", "dataloader_in_order", "dataloader_multiprocessing_context",
    "dataloader_persistent_workers", "dataloader_prefetch_factor", "ddp_backend",
    "ddp_broadcast_buffers", "ddp_bucket_cap_mb", "ddp_static_graph", "ddp_timeout", "deepspeed",
    "dispatch_batches", "eval_use_gather_object", "fp16_backend", "fp16_full_eval",
    "fp16_opt_level", "fsdp", "fsdp_config", "fsdp_min_num_params",
    "fsdp_transformer_layer_cls_to_wrap", "gradient_checkpointing_kwargs",
    "half_precision_backend", "jit_mode_eval", "liger_kernel_config", "mp_parameters",
    "no_inference_mode", "parallelism_config", "ray_scope", "sharded_ddp", "split_batches",
    "torch_compile", "torch_compile_backend", "torch_compile_mode", "torch_empty_cache_steps",
    "torchdynamo", "tpu_metrics_debug", "tpu_num_cores", "use_cpu_amp", "use_ipex",
    "use_liger_kernel", "xpu_backend",
  ]
}
