// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing
import Training
import Workflows

/// Row 85: settings by the names of transformers' `TrainingArguments`.
@Suite struct TrainingArgumentsTests {
  private func request(
    _ text: String, validation: Bool = true, given: (inout TrainingRequest) -> Void = { _ in }
  ) throws -> TrainingRequest {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "training.yaml")
    var request = TrainingRequest(trainingFile: "train.jsonl")
    if validation { request.validationFile = "valid.jsonl" }
    given(&request)
    try TrainingArguments(file: path).complete(&request)
    return request
  }

  @Test("Row 85: the first article's settings") func firstArticle() throws {
    let request = try request(
      """
      output_dir: out
      learning_rate: 1e-3
      per_device_train_batch_size: 1
      num_train_epochs: 20
      evaluation_strategy: epoch
      save_strategy: "no"
      data_seed: 7
      no_cuda: True
      """)
    let asked = request.hyperparameters
    #expect(request.output == "out" && asked.learningRate == 1e-3 && asked.epochs == 20)
    #expect(asked.batchSize == 1 && asked.evaluationEpochs == 1 && asked.saveStrategy == .no)
    #expect(asked.dataSeed == 7 && request.fault == nil)
  }

  @Test("Row 85: the other articles' settings") func otherArticles() throws {
    let request = try request(
      """
      {"output_dir": "out", "overwrite_output_dir": true, "num_train_epochs": 3,
       "per_device_train_batch_size": 16, "gradient_accumulation_steps": 2, "warmup_steps": 500,
       "weight_decay": 0.01, "eval_strategy": "steps", "eval_steps": 50, "save_steps": 10000,
       "save_total_limit": 2, "logging_dir": "logs", "load_best_model_at_end": true,
       "metric_for_best_model": "eval_loss", "greater_is_better": false,
       "lr_scheduler_type": "constant_with_warmup", "max_steps": -1, "logging_steps": 10}
      """)
    let asked = request.hyperparameters
    #expect(request.policy == .overwrite && asked.batchSize == 32 && asked.microBatchSize == 16)
    #expect(asked.warmupSteps == 500 && asked.weightDecay == 0.01 && asked.evaluationSteps == 50)
    #expect(asked.saveSteps == 10000 && asked.saveTotalLimit == 2 && asked.keepsBest == true)
    #expect(request.trackerFolder == "logs" && request.tracker == .tensorboard)
    #expect(asked.schedule == .constant && asked.maximumSteps == nil)
    #expect(asked.criterion == .validationLoss && request.fault == nil)
  }

  @Test("Row 85: options go before the file") func optionsGoFirst() throws {
    let request = try request("epochs: 3\nlearning_rate: 0.1\noutput_dir: there\n") {
      $0.hyperparameters.epochs = 1
      $0.output = "here"
    }
    #expect(request.hyperparameters.epochs == 1 && request.hyperparameters.learningRate == 0.1)
    #expect(request.output == "here")
  }

  @Test("Row 85: shares of a warm-up, no evaluation, files") func others() throws {
    let share = try request("warmup_steps: 0.1\nwarmup_ratio: 0\n")
    #expect(share.hyperparameters.warmupRatio == 0.1 && share.hyperparameters.warmupSteps == nil)
    let none = try request("eval_strategy: \"no\"\nnum_train_epochs: 7\n")
    #expect(none.hyperparameters.evaluationEpochs == 0)
    #expect(
      try request("eval_strategy: no", validation: false).hyperparameters.evaluationEpochs == nil)
    let files = try request(
      "model_name_or_path: gpt2\ntrain_file: a\nvalidation_file: b\n", validation: false)
    #expect(files.validationFile == "b")
    #expect(try request("resume_from_checkpoint: true\n").policy == .resume)
    #expect(try request("report_to: [none]\nlogging_dir: x\n").tracker == .none)
  }

  @Test("Row 85: a file that transformers wrote, with all names", arguments: [false, true])
  func pythonsOwnFile(validation: Bool) throws {
    let request = try request(PythonArguments.text, validation: validation)
    let asked = request.hyperparameters
    #expect(request.fault == nil)
    #expect(asked.epochs == 3 && asked.learningRate == 5e-5 && asked.batchSize == 8)
    #expect(asked.saveStrategy == .epoch && asked.saveSteps == nil && asked.keepsBest == false)
    #expect(asked.evaluationEpochs == (validation ? 0 : nil))
  }

  @Test(
    "Row 85: names of version 4 that say nothing here",
    arguments: [
      "fsdp: ''", "sharded_ddp: []", "mp_parameters: ''", "past_index: -1", "_n_gpu: 1",
      "half_precision_backend: auto", "hub_token: x", "fp16_opt_level: O1", "ray_scope: last",
      "tpu_num_cores: null", "adafactor: false", "lr_scheduler_kwargs: {}", "optim_args: ''",
      "deepspeed: ds.json", "torch_compile: true", "neftune_noise_alpha: 0",
    ])
  func namesOfVersion4(line: String) throws {
    #expect(try request(line + "\nepochs: 2\n").hyperparameters.epochs == 2)
  }

  @Test(
    "Row 85: what cannot be meant is refused",
    arguments: [
      ("learning_rat: 1", "learning_rate"), ("num_train_epoch: 1", "num_train_epochs"),
      ("num_train_epochs: 2.5", "num_train_epochs"), ("learning_rate: fast", "learning_rate"),
      ("fp16: true", "precision"), ("optim: sgd", "AdamW"), ("lr_scheduler_type: cubic", "linear"),
      ("eval_strategy: daily", "epoch"), ("metric_for_best_model: bleu", "loss"),
      ("metric_for_best_model: loss\ngreater_is_better: true", "greater_is_better"),
      ("learning_rate: -1", "--learning-rate"), ("[1]", "names"), ("a: [", "YAML"),
      ("eval_strategy: epoch\nevaluation_strategy: steps", "contradict"),
      ("gradient_accumulation_steps: 4", "per_device_train_batch_size"),
      ("save_strategy: often", "save_strategy"), ("neftune_noise_alpha: 5", "no noise"),
      ("adafactor: true", "AdamW"), ("eval_delay: 2", "every evaluation"),
      ("train_sampling_strategy: sequential", "--no-shuffle"), ("save_steps: 0.1", "whole number"),
      ("label_smoothing_factor: 0.1", "cross-entropy"),
    ])
  func faults(text: String, words: String) throws {
    let error = #expect(throws: AssayError.self) { try request(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.location?.file.hasSuffix("training.yaml") == true)
  }
}
