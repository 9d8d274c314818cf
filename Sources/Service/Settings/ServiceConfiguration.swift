// SPDX-License-Identifier: Apache-2.0

package import LanguageModel
import ModelStore

/// What the user decides about the service.
package struct ServiceConfiguration: Sendable {
  package var host = "127.0.0.1"
  /// 0 takes any free port.
  package var port = 8080
  /// Asked of every client as `Authorization: Bearer KEY`; nil asks nothing.
  package var apiKey: String?
  /// The keys of organizations, of which each sees its own files, jobs and models alone.
  package var organizationKeys: [OrganizationKey] = []
  /// Other sites whose web pages may call the service.
  package var allowedOrigins: AllowedOrigins = []
  /// The organization in model names and job objects; `personal` when nil.
  package var organization: String?
  /// What stands behind the names of OpenAI's base models: a Hugging Face directory, a model of the
  /// store, or a preset, which can be trained and cannot answer before.
  package var baseModels = OpenAIModelName.standardBases
  /// Folders besides the data folder whose models can be used, such as that of `assay models pull`.
  package var otherHomes: [String] = []
  /// The command that starts a worker; the arguments of `train` follow it.
  package var workerCommand: [String] = []
  /// Where models compute, those that answer and those that are trained.
  package var device = DeviceChoice.cpu
  package var limits = ServiceLimits()

  package init() {}

  /// The word in model names.
  package var owner: String { organization ?? "personal" }
}
