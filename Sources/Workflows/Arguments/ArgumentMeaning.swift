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
      "save_steps": .hyperparameter("save_steps"),
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
    ]
    for name in [
      "output_dir", "overwrite_output_dir", "per_device_train_batch_size",
      "gradient_accumulation_steps", "max_steps", "lr_scheduler_type", "warmup_steps",
      "eval_strategy",
      "eval_steps", "logging_dir", "report_to", "metric_for_best_model", "greater_is_better",
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
    ] { all[name] = .idle }
    return all
  }()
}
