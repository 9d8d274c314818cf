// SPDX-License-Identifier: Apache-2.0
// Reads rows by simdjson's On-Demand API, which keeps the written form of numbers and nested values.
#include "CSimdjson.h"

#include <algorithm>
#include <new>
// Every error is a value: code that would throw does not compile.
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>
#include <vector>

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

struct assay_json_rows {
  ondemand::parser parser;
  std::vector<assay_json_member> members;
  /// The keys of the objects under way, the innermost last.
  std::vector<std::string_view> keys;
  /// Keys that nested objects have twice, each once for its member.
  std::vector<std::string_view> twice;
  /// Where those of the member under way start.
  size_t first_twice;
  size_t max_depth;
};

assay_json_rows *assay_json_rows_create(size_t max_depth) {
  auto *rows = new (std::nothrow) assay_json_rows();
  if (rows) rows->max_depth = max_depth;
  return rows;
}

void assay_json_rows_destroy(assay_json_rows *rows) { delete rows; }

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The grammar of RFC 8259 without a limit of size: simdjson's own check refuses what does not fit
/// 64 bits, and a row keeps the text.
bool is_number(std::string_view text) {
  size_t i = 0;
  auto at = [&](size_t place) { return place < text.size() ? text[place] : '\0'; };
  auto digits = [&] {
    size_t start = i;
    while (is_digit(at(i))) i++;
    return i > start;
  };
  if (at(i) == '-') i++;
  bool starts_with_zero = at(i) == '0';
  size_t first = i;
  if (!digits() || (starts_with_zero && i > first + 1)) return false;
  if (at(i) == '.') {
    i++;
    if (!digits()) return false;
  }
  if (at(i) == 'e' || at(i) == 'E') {
    i++;
    if (at(i) == '+' || at(i) == '-') i++;
    if (!digits()) return false;
  }
  return i == text.size();
}

/// A hostile row could have a million keys twice.
constexpr size_t most_keys_twice = 32;

void add_twice(assay_json_rows *rows, std::string_view key) {
  auto first = rows->twice.begin() + rows->first_twice, last = rows->twice.end();
  if (size_t(last - first) < most_keys_twice && std::find(first, last, key) == last)
    rows->twice.push_back(key);
}

/// Looks for keys that occur twice among those from `start` on, and drops them.
void end_object(assay_json_rows *rows, size_t start) {
  auto first = rows->keys.begin() + start, last = rows->keys.end();
  if (last - first > 1) {
    std::sort(first, last);
    auto found = std::adjacent_find(first, last);
    while (found != last) {
      add_twice(rows, *found);
      found = std::adjacent_find(std::upper_bound(found, last, *found), last);
    }
  }
  rows->keys.resize(start);
}

/// Walks over a value so that every byte of it is checked.
error_code check(assay_json_rows *rows, ondemand::value value, size_t depth) {
  if (depth == 0) return simdjson::DEPTH_ERROR;
  ondemand::json_type type;
  if (auto error = value.type().get(type)) return error;
  switch (type) {
  case ondemand::json_type::array: {
    ondemand::array array;
    if (auto error = value.get_array().get(array)) return error;
    for (auto item : array) {
      ondemand::value inner;
      if (auto error = std::move(item).get(inner)) return error;
      if (auto error = check(rows, inner, depth - 1)) return error;
    }
    return simdjson::SUCCESS;
  }
  case ondemand::json_type::object: {
    ondemand::object object;
    if (auto error = value.get_object().get(object)) return error;
    size_t start = rows->keys.size();
    for (auto item : object) {
      ondemand::field field;
      if (auto error = std::move(item).get(field)) return error;
      std::string_view key;
      if (auto error = field.unescaped_key().get(key)) return error;
      rows->keys.push_back(key);
      if (auto error = check(rows, field.value(), depth - 1)) return error;
    }
    end_object(rows, start);
    return simdjson::SUCCESS;
  }
  case ondemand::json_type::string: return value.get_string().error();
  case ondemand::json_type::boolean: return value.get_bool().error();
  case ondemand::json_type::null: {
    bool is_null;
    if (auto error = value.is_null().get(is_null)) return error;
    return is_null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
  }
  case ondemand::json_type::number: break;
  }
  // The token reaches to the next one, so white space may follow the number. The iterator above
  // steps over a number that is not consumed.
  return is_number(trimmed(value.raw_json_token())) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
}

const uint8_t *as_bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t *>(text.data());
}

error_code read_value(assay_json_rows *rows, ondemand::document &document, ondemand::value value,
                      assay_json_member &member) {
  ondemand::json_type type;
  if (auto error = value.type().get(type)) return error;
  if (type == ondemand::json_type::string) {
    std::string_view text;
    if (auto error = value.get_string().get(text)) return error;
    member.kind = assay_json_text;
    member.text = as_bytes(text);
    member.length = text.size();
    return simdjson::SUCCESS;
  }
  std::string_view token = trimmed(value.raw_json_token());
  member.text = as_bytes(token);
  member.length = token.size();
  rows->keys.clear();
  rows->first_twice = rows->twice.size();
  if (auto error = check(rows, value, rows->max_depth - 1)) return error;
  member.first_twice = rows->first_twice;
  member.twice_count = rows->twice.size() - rows->first_twice;
  switch (type) {
  case ondemand::json_type::number: member.kind = assay_json_number; break;
  case ondemand::json_type::boolean: member.kind = assay_json_boolean; break;
  case ondemand::json_type::null: member.kind = assay_json_null; break;
  default: {
    member.kind = assay_json_nested;
    const char *next;
    if (auto error = document.current_location().get(next)) return error;
    auto start = reinterpret_cast<const char *>(member.text);
    member.length = trimmed({start, size_t(next - start)}).size();
  }
  }
  return simdjson::SUCCESS;
}

error_code read_members(assay_json_rows *rows, ondemand::document &document) {
  ondemand::object object;
  if (auto error = document.get_object().get(object)) return error;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    std::string_view key;
    if (auto error = field.unescaped_key().get(key)) return error;
    assay_json_member member{};
    member.key = as_bytes(key);
    member.key_length = key.size();
    if (auto error = read_value(rows, document, field.value(), member)) return error;
    rows->members.push_back(member);
  }
  const char *rest;
  if (document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS) return simdjson::SUCCESS;
  return simdjson::TAPE_ERROR;  // something follows the object
}

}  // namespace

int assay_json_rows_read(assay_json_rows *rows, const uint8_t *bytes, size_t length,
                         const assay_json_member **members, size_t *count) {
  rows->members.clear();
  rows->twice.clear();
  ondemand::document document;
  auto error = rows->parser.iterate(bytes, length, length + simdjson::SIMDJSON_PADDING).get(document);
  if (!error) error = read_members(rows, document);
  *members = rows->members.data();
  *count = rows->members.size();
  return error;
}

const uint8_t *assay_json_rows_twice(const assay_json_rows *rows, size_t index, size_t *length) {
  *length = rows->twice[index].size();
  return as_bytes(rows->twice[index]);
}
