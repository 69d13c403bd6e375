"""Checks requests against the models of AWS that botocore brings: what AWS would not know, or would miss.

Standard input: a JSON array of {"service", "action", "form" or "json"}, or {"method", "path", "query"} of a REST service. Standard output: a JSON array of complaints.
"""
import json
import re
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

MODELS = {}


def model_of(service):
    if service not in MODELS:
        MODELS[service] = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    return MODELS[service]


def wire_name(name, shape, protocol):
    written = shape.serialization.get("queryName") if protocol == "ec2" else None
    if written:
        return written
    written = shape.serialization.get("name", name)
    return written[0].upper() + written[1:] if protocol == "ec2" else written


def is_known(shape, parts, protocol):
    """Whether a parameter such as Filter.1.Value.2 is one of the shape's."""
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if parts and wire_name(name, member, protocol) == parts[0]:
                return is_known(member, parts[1:], protocol)
        return False
    if shape.type_name == "list":
        rest = parts[1:] if protocol == "query" and parts[:1] == ["member"] else parts
        return bool(rest) and rest[0].isdigit() and is_known(shape.member, rest[1:], protocol)
    return not parts


def complaints_on_form(model, operation, form):
    protocol = model.metadata["protocol"]
    shape = operation.input_shape
    sent = {key: value for key, value in form.items() if key not in ("Action", "Version")}
    if form.get("Version") != model.api_version:
        yield f"version {form.get('Version')} and not {model.api_version}"
    for key in sent:
        if shape is None or not is_known(shape, key.split("."), protocol):
            yield f"unknown parameter {key}"
    for name in shape.required_members if shape else []:
        written = wire_name(name, shape.members[name], protocol)
        if not any(key == written or key.startswith(written + ".") for key in sent):
            yield f"missing parameter {name}"
    filters = next((m for n, m in (shape.members if shape else {}).items() if n in ("Filters", "Filter")), None)
    known = set(re.findall(r"<code>([^<]+)</code>", filters.documentation)) if filters is not None else set()
    for key, value in sent.items():
        if re.fullmatch(r"Filter\.\d+\.Name", key) and value not in known and not value.startswith("tag:"):
            yield f"unknown filter {value}"


def complaints_on_rest(method, path, query):
    for service in ("route53", "route53profiles"):
        model = model_of(service)
        for operation in map(model.operation_model, model.operation_names):
            pattern = re.sub(r"\{[^}]+\}", "[^/]+", operation.http["requestUri"].split("?")[0].rstrip("/"))
            if operation.http["method"] != method or not re.fullmatch(pattern, path.rstrip("/")):
                continue
            members = operation.input_shape.members.items() if operation.input_shape else ()
            known = {
                member.serialization.get("name", name)
                for name, member in members
                if member.serialization.get("location") == "querystring"
            }
            yield from (f"{service}: unknown parameter {name}" for name in query if name not in known)
            return
    yield "unknown path"


def complaints_on(request):
    if "path" in request:
        yield from complaints_on_rest(request["method"], request["path"], request["query"])
        return
    model = model_of(request["service"])
    if request["action"] not in model.operation_names:
        yield "unknown action"
        return
    operation = model.operation_model(request["action"])
    if "form" in request:
        yield from complaints_on_form(model, operation, request["form"])
        return
    report = ParamValidator().validate(request["json"], operation.input_shape)
    if report.has_errors():
        yield report.generate_report()


found = [
    f"{request.get('service', request.get('method'))}:{request.get('action', request.get('path'))}: {text}"
    for request in json.load(sys.stdin)
    for text in complaints_on(request)
]
json.dump(sorted(set(found)), sys.stdout)
