# SPDX-License-Identifier: Apache-2.0
"""Prints how many steps with a training loss a run of wandb offline holds. usage: wandb_steps.py RUN.wandb"""
import sys

from wandb.proto import wandb_internal_pb2
from wandb.sdk.internal.datastore import DataStore

store = DataStore()
store.open_for_scan(sys.argv[1])
steps = 0
while (data := store.scan_data()) is not None:
    record = wandb_internal_pb2.Record()
    record.ParseFromString(data)
    steps += any(item.key == "training_loss" for item in record.history.item)
print(steps)
