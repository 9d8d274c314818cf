// SPDX-License-Identifier: Apache-2.0

/// Equal to 1e-9, as the oracle asks.
func close(_ value: Double, _ wanted: Double) -> Bool {
  abs(value - wanted) <= 1e-9
}
