#!/usr/bin/env python3
"""Writes Tests/JSONSchemaTests/Fixtures/schemas.json: schemas and values of our own, by chance and by
hand, and whether `jsonschema` (draft 2020-12, formats not checked) takes the values for valid.

Run with a Python that has jsonschema: python Tests/Oracles/make/json_schema_golden.py
"""
import importlib.metadata, json, pathlib, random
import jsonschema

SEED = 20261128
TARGET = pathlib.Path(__file__).parents[2] / "JSONSchemaTests" / "Fixtures" / "schemas.json"
KINDS = ["null", "boolean", "integer", "number", "string", "array", "object"]
NAMES = ["a", "b", "city", "x/y"]
BY_HAND = [
    ({"$defs": {"tree": {"properties": {"next": {"$ref": "#/$defs/tree"}, "n": {"type": "integer"}}}},
      "$ref": "#/$defs/tree"}, [{"next": {"next": {"n": 1}}}, {"next": {"next": {"n": "1"}}}]),
    ({"$defs": {"a~b/c": {"const": 1}}, "$ref": "#/$defs/a~0b~1c"}, [1, 1.0, True, 2]),
    ({"$defs": {"one": {"$anchor": "one", "type": "null"}}, "items": {"$ref": "#one"}}, [[None], [1]]),
    ({"multipleOf": 0.0001}, [0.0075, 0.00751, 1, 0]),
    ({"multipleOf": 1e-8}, [12391239123]),
    ({"type": "integer"}, [1.0, 1.5, 1e20, True, "1"]),
    ({"enum": [1, "a", [1, {"b": 2}]]}, [1.0, True, "a", [1.0, {"b": 2}], [1, {"b": 3}]]),
    ({"const": {"a": 1, "b": [False]}}, [{"b": [False], "a": 1.0}, {"b": [0], "a": 1}]),
    ({"uniqueItems": True}, [[1, True], [1, 1.0], [{"a": 1, "b": 2}, {"b": 2, "a": 1}], [[1], [True]]]),
    ({"pattern": "^a+$"}, ["aaa", "baa", 7]), ({"pattern": "b"}, ["abc", "ac"]),
    ({"maxLength": 2}, ["\U0001F600\U0001F600", "e\u0301x", "ab"]),
    ({"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": {"required": ["b"]},
      "else": {"required": ["city"]}}, [{"a": 1}, {"a": 1, "b": 2}, {"a": 2}, {"city": 0}]),
    ({"allOf": [{"properties": {"a": True}}], "unevaluatedProperties": False}, [{"a": 1}, {"a": 1, "b": 2}]),
    ({"anyOf": [{"properties": {"a": {"type": "null"}}}, {"properties": {"b": True}, "required": ["b"]}],
      "unevaluatedProperties": False}, [{"a": None, "b": 1}, {"a": 1, "b": 1}, {"a": None}]),
    ({"prefixItems": [True], "contains": {"type": "string"}, "unevaluatedItems": False},
     [[1, "a"], [1, "a", 2], ["a"]]),
    ({"contains": {"minimum": 5}, "minContains": 2, "maxContains": 3}, [[5, 6], [5], [5, 6, 7, 8]]),
    ({"minContains": 0, "contains": {"type": "null"}}, [[], [1]]),
    ({"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"b": {"required": ["city"]}}},
     [{"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 2, "city": 3}, {}]),
    ({"propertyNames": {"pattern": "^[a-c]$"}}, [{"a": 1}, {"d": 1}, []]),
    ({"patternProperties": {"^c": {"type": "string"}}, "additionalProperties": {"type": "null"}},
     [{"city": "x"}, {"city": 1}, {"a": None}, {"a": 1}]),
    ({"not": {"anyOf": [{"type": "string"}, {"minimum": 3}]}}, ["a", 3, 2, None]),
    ({"oneOf": [{"type": "integer"}, {"minimum": 2}]}, [1, 2.5, 3, "a"]),
]


def value(r, depth=0):
    kind = r.choice(KINDS if depth < 2 else KINDS[:5])
    return {
        "null": lambda: None, "boolean": lambda: r.random() < 0.5, "integer": lambda: r.randint(-3, 8),
        "number": lambda: r.choice([0.5, 1.0, 2.5, 7.0, -1.25]),
        "string": lambda: r.choice(["", "a", "ab", "city", "\u00e9", "x" * 9]),
        "array": lambda: [value(r, depth + 1) for _ in range(r.randint(0, 3))],
        "object": lambda: {name: value(r, depth + 1) for name in r.sample(NAMES, r.randint(0, 3))},
    }[kind]()


def schema(r, depth=0):
    if depth > 2:
        return r.choice([True, {"type": r.choice(KINDS)}])
    inner = lambda: schema(r, depth + 1)
    some = lambda: [inner() for _ in range(r.randint(1, 3))]
    parts = {
        "type": lambda: r.choice([r.choice(KINDS), r.sample(KINDS, 2)]),
        "enum": lambda: [value(r) for _ in range(4)], "minimum": lambda: r.choice([0, 1, 2.5]),
        "exclusiveMaximum": lambda: r.choice([3, 7.0]), "multipleOf": lambda: r.choice([1, 2, 0.5]),
        "minLength": lambda: r.randint(0, 2), "maxLength": lambda: r.randint(1, 4),
        "pattern": lambda: r.choice(["a", "^.{1,3}$", "[xy]"]),
        "items": inner, "prefixItems": some, "contains": inner, "minItems": lambda: r.randint(0, 2),
        "maxItems": lambda: r.randint(1, 3), "uniqueItems": lambda: True,
        "properties": lambda: {name: inner() for name in r.sample(NAMES, 2)},
        "required": lambda: r.sample(NAMES, 1), "additionalProperties": lambda: r.choice([False, inner()]),
        "patternProperties": lambda: {r.choice(["^a", "y$"]): inner()},
        "maxProperties": lambda: r.randint(1, 3), "minProperties": lambda: r.randint(0, 2),
        "allOf": some, "anyOf": some, "oneOf": some, "not": inner, "if": inner, "then": inner, "else": inner,
        "unevaluatedProperties": lambda: r.choice([False, {"type": "integer"}]),
        "unevaluatedItems": lambda: r.choice([False, {"type": "string"}]),
        "dependentRequired": lambda: {r.choice(NAMES): r.sample(NAMES, 1)},
    }
    return {key: parts[key]() for key in r.sample(sorted(parts), r.randint(1, 4))}


def main():
    r = random.Random(SEED)
    made = BY_HAND + [(schema(r), [value(r) for _ in range(4)]) for _ in range(150)]
    cases = []
    for document, values in made:
        judge = jsonschema.Draft202012Validator(document)
        judge.check_schema(document)
        cases.append({"schema": document, "tests": [{"value": v, "valid": judge.is_valid(v)} for v in values]})
    producer = f"jsonschema {importlib.metadata.version('jsonschema')}, Draft202012Validator, seed {SEED}"
    lines = ",\n".join(json.dumps(case) for case in cases)
    TARGET.write_text(f'{{"producer": {json.dumps(producer)}, "cases": [\n{lines}\n]}}\n')


main()
