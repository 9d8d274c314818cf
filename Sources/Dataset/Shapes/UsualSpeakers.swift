// SPDX-License-Identifier: Apache-2.0

/// What data sets call those who speak in a conversation.
package enum UsualSpeakers {
  /// The roles of the chat format by the names that other formats have for them, in small letters.
  package static let roles = [
    "human": "user", "user": "user", "gpt": "assistant", "assistant": "assistant",
    "chatgpt": "assistant", "bot": "assistant", "bard": "assistant", "bing": "assistant",
    "model": "assistant", "system": "system", "developer": "developer", "tool": "tool",
    "observation": "tool", "function_response": "tool", "function": "function",
  ]
}
