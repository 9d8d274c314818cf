// SPDX-License-Identifier: Apache-2.0

/// What other tools call commands and options that assay has under other names.
package enum OtherTools {
  /// What has files to be listed and deleted: the service, by the tool that asked.
  private static let serving =
    "serve, and the tool itself with OPENAI_API_BASE=http://127.0.0.1:8080/v1"

  /// Commands of OpenAI's tool, and words in common use.
  private static let commands = [
    "fine_tunes.prepare_data": "fix FILE --profile openai",
    "prepare_data": "fix FILE --profile openai", "prepare-data": "fix FILE --profile openai",
    "fine_tuning.jobs.create": "train -t FILE, or assay jobs create -t FILE",
    "fine_tuning.jobs.list": "jobs list", "fine_tuning.jobs.retrieve": "jobs get ID",
    "fine_tuning.jobs.cancel": "jobs cancel ID", "fine_tuning.jobs.list_events": "jobs follow ID",
    "chat.completions.create": "complete -m MODEL -p PROMPT",
    "fine_tunes.create": "train -t FILE, or assay jobs create -t FILE",
    "fine_tuning.job.create": "train -t FILE, or assay jobs create -t FILE",
    "fine_tunes.list": "jobs list", "fine_tuning.job.list": "jobs list",
    "fine_tunes.get": "jobs get ID", "fine_tuning.job.get": "jobs get ID",
    "fine_tunes.follow": "jobs follow ID", "fine_tunes.events": "jobs follow ID",
    "fine_tuning.job.events": "jobs follow ID",
    "fine_tunes.results": "jobs results ID", "fine_tuning.job.results": "jobs results ID",
    "fine_tunes.cancel": "jobs cancel ID", "fine_tuning.job.cancel": "jobs cancel ID",
    "fine_tunes.delete": "jobs delete ID", "completions.create": "complete -m MODEL -p PROMPT",
    "models.list": "models list", "models.get": "models show NAME",
    "models.delete": "models delete NAME",
    "files.create": serving, "files.list": serving, "files.get": serving, "files.delete": serving,
    "engines.list": "models list", "engines.get": "models show NAME",
    "embeddings.create": "embed -m MODEL --text TEXT",
    "wandb": "train -t FILE --tracker tensorboard",
    "fine_tunes.stream": "jobs follow ID",
    "version": "--version", "format": "fix FILE", "fmt": "fix FILE", "convert": "fix FILE",
    "preprocess": "fix FILE", "split": "fix FILE", "perplexity": "eval -m MODEL -f FILE",
    "search": "tune -t FILE -v FILE", "sweep": "tune -t FILE -v FILE",
    "chat": "complete -m MODEL -p PROMPT",
    "export": "models export NAME", "check": "lint FILE", "validate": "lint FILE",
    "prepare": "fix FILE", "clean": "fix FILE",
    "repair": "fix FILE", "finetune": "train -t FILE", "fine-tune": "train -t FILE",
    "fine_tune": "train -t FILE", "evaluate": "eval -m MODEL -f FILE",
    "test": "eval -m MODEL -f FILE", "classify": "predict -m MODEL FILE",
    "classifications.create": "predict -m MODEL --text TEXT", "infer": "predict -m MODEL FILE",
    "inference": "predict -m MODEL FILE", "label": "predict -m MODEL FILE",
    "encode": "tokenize FILE", "decode": "detokenize FILE", "download": "models pull NAME",
    "pull": "models pull NAME", "server": "serve", "describe": "stats FILE",
    "sft": "train -t FILE", "start": "serve", "up": "serve", "run-server": "serve",
    "api_server": "serve", "ui": "serve", "upload": serving, "quantize": "models export NAME",
    "list": "models list", "ls": "models list", "rm": "models delete NAME",
    "scan": "lint FILE", "audit": "lint FILE", "inspect": "stats FILE",
    "benchmark": "eval -m MODEL -f FILE", "bench": "eval -m MODEL -f FILE",
  ]

  /// The command in place of another tool's; nil when none is known.
  /// - Parameter words: from the first that is no command of assay.
  package static func command(for words: [String]) -> String? {
    let named = words.filter { !["openai", "tools", "api"].contains($0) }.first
    return named.flatMap { commands[$0] }
  }

  /// Words in common use for the commands of a group, such as `models rm`.
  private static let verbs: [String: [String]] = [
    "ls": ["list"], "all": ["list"], "rm": ["delete"], "remove": ["delete"], "del": ["delete"],
    "get": ["show", "pull"], "info": ["show", "get"], "show": ["get"], "describe": ["show", "get"],
    "status": ["get"], "download": ["pull"], "fetch": ["pull"], "add": ["pull", "create"],
    "convert": ["export"], "save": ["export"], "new": ["create"], "start": ["create"],
    "submit": ["create"], "logs": ["follow"], "events": ["follow"], "watch": ["follow"],
    "stop": ["cancel"], "kill": ["cancel"], "abort": ["cancel"], "metrics": ["results"],
  ]

  /// The command of a group in place of another word; nil when none is known.
  package static func verb(for word: String, among offered: [String]) -> String? {
    verbs[word]?.first { offered.contains($0) }
  }

  /// By other tools' names in lower case with hyphens, those of assay that may be meant; the command
  /// decides.
  private static let options: [String: [String]] = [
    "num-train-epochs": ["epochs"], "n-epochs": ["epochs"], "num-epochs": ["epochs"],
    "epoch": ["epochs"], "lr": ["learning-rate"], "learning-rate-init": ["learning-rate"],
    "per-device-train-batch-size": ["batch-size"], "train-batch-size": ["batch-size"],
    "bs": ["batch-size"], "batch": ["batch-size"],
    "gradient-accumulation-steps": ["micro-batch-size"], "max-grad-norm": ["grad-clip"],
    "gradient-clip-val": ["grad-clip"], "clip": ["grad-clip"], "lr-scheduler-type": ["schedule"],
    "lr-scheduler": ["schedule"], "scheduler": ["schedule"], "warmup": ["warmup-steps"],
    "num-warmup-steps": ["warmup-steps"], "warmup-ratio": ["warmup-steps"],
    "model-name-or-path": ["model"], "model-name": ["model"], "base-model": ["model"],
    "model-path": ["model"], "output-dir": ["output"], "out": ["output"], "out-dir": ["output"],
    "save-dir": ["output"], "output-file": ["output"], "train-file": ["training-file"],
    "train": ["training-file"], "train-data": ["training-file"],
    "dataset": ["training-file", "file"],
    "data": ["training-file", "file"], "training-data": ["training-file"],
    "input": ["file", "training-file"], "f": ["training-file"],
    "column": ["prompt-column"], "valid-file": ["validation-file"],
    "validation": ["validation-file"], "validation-data": ["validation-file"],
    "eval-file": ["validation-file", "file"], "test-file": ["file"], "test": ["file"],
    "resume-from-checkpoint": ["resume"], "overwrite-output-dir": ["overwrite"],
    "force": ["overwrite"], "max-seq-length": ["block-size", "max-tokens"],
    "max-length": ["max-tokens", "block-size"], "cutoff-len": ["block-size"],
    "bf16": ["precision"], "fp16": ["precision"], "dtype": ["precision"], "lora-r": ["lora-rank"],
    "rank": ["lora-rank"], "lora-dropout": ["dropout"], "report-to": ["tracker"],
    "save-steps": ["checkpoint-steps"], "eval-strategy": ["eval-epochs"],
    "evaluation-strategy": ["eval-epochs"], "early-stopping-patience": ["early-stopping"],
    "patience": ["early-stopping"], "load-best-model-at-end": ["keep-best"],
    "metric-for-best-model": ["best-by"], "adam-beta1": ["beta1"], "adam-beta2": ["beta2"],
    "adam-epsilon": ["epsilon"], "wd": ["weight-decay"], "l2": ["weight-decay"],
    "max-new-tokens": ["max-tokens"], "num-tokens": ["max-tokens"], "n-predict": ["max-tokens"],
    "num-return-sequences": ["n"], "n": ["n"], "num-samples": ["n"], "temp": ["temperature"],
    "do-sample": ["temperature"], "stop-sequence": ["stop"], "stop-sequences": ["stop"],
    "disable": ["ignore"], "extend-ignore": ["ignore"], "exclude": ["ignore"], "skip": ["ignore"],
    "enable": ["select"], "extend-select": ["select"], "rule": ["select"], "exit-zero": ["fail-on"],
    "max-warnings": ["fail-on"], "severity": ["fail-on"], "level": ["fail-on"],
    "silent": ["quiet"], "output-format": ["format"], "verbose-level": ["verbose"],
    "n-classes": ["classification-n-classes"], "num-labels": ["classification-n-classes"],
    "header": ["no-header"], "noheader": ["no-header"], "text-column": ["prompt-column", "column"],
    "input-column": ["prompt-column", "column"],
    "label-column": ["completion-column"], "target-column": ["completion-column"],
    "output-column": ["completion-column"], "sheet-name": ["sheet"], "accept-all": ["yes"],
    "gpus": ["device"], "gpu": ["device"], "cuda": ["device"], "n-gpus": ["device"],
    "hostname": ["host"], "bind": ["host"], "listen": ["host"], "p": ["port"],
    "served-model-name": ["base-model"], "origin": ["allow-origin"], "cors": ["allow-origin"],
    "token": ["api-key"], "key": ["api-key"], "root": ["data-dir"], "k": ["folds"],
    "cv": ["folds"], "n-splits": ["folds"], "n-folds": ["folds"], "time": ["budget"],
    "time-limit": ["budget"], "max-time": ["budget"], "timeout": ["budget"],
    "json": ["format"], "format": ["to"], "target": ["to"], "inplace": ["output"],
    "in-place": ["output"], "i": ["output"], "test-size": ["valid-fraction"],
    "val-size": ["valid-fraction"], "valid-size": ["valid-fraction"],
    "validation-split": ["valid-fraction"], "test-split": ["valid-fraction"],
    "sep": ["input-format"], "delimiter": ["input-format"], "delim": ["input-format"],
    "columns": ["prompt-column"], "cols": ["prompt-column"], "ignore-rules": ["ignore"],
    "select-rules": ["select"], "rules-dir": ["rules"], "threads": [], "no-cuda": [], "user": [],
  ]

  /// The option of a command in place of another tool's; nil when none is known.
  package static func option(for name: String, among offered: [String]) -> String? {
    options[name]?.first { offered.contains($0) }
  }
}
