"""The template for Windows's group policy, made from the table of settings.

After https://learn.microsoft.com/en-us/previous-versions/windows/desktop/policy/admx-schema
"""

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import release

from viewer.userdata.preset import POLICIES
from viewer.userdata.settings import SETTINGS, Setting

_NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_VERSIONS = {"revision": "1.0", "schemaVersion": "1.0"}
_HEAD = {
    "Wardshelf": "Wardshelf",
    "supported": "Wardshelf 0.1 or newer",
}


def template() -> ET.Element:
    """Describe the policies: where in the registry each writes, and what."""
    root = ET.Element("policyDefinitions", {"xmlns": _NAMESPACE, **_VERSIONS})
    names = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(names, "target", prefix="wardshelf", namespace="Wardshelf.Policies")
    ET.SubElement(root, "resources", minRequiredRevision="1.0")
    supported = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(supported, "definition", name="supported", displayName="$(string.supported)")
    ET.SubElement(
        ET.SubElement(root, "categories"), "category", name="Wardshelf", displayName="$(string.Wardshelf)"
    )
    policies = ET.SubElement(root, "policies")
    for setting in SETTINGS:
        _policy(policies, setting)
    return root


def _policy(policies: ET.Element, setting: Setting) -> None:
    key = setting.key
    texts = {"displayName": f"$(string.{key})", "explainText": f"$(string.{key}_help)"}
    policy = ET.SubElement(policies, "policy", {"name": key, "class": "Both", **texts, "key": POLICIES})
    ET.SubElement(policy, "parentCategory", ref="Wardshelf")
    ET.SubElement(policy, "supportedOn", ref="supported")
    if isinstance(setting.default, bool):
        policy.set("valueName", key)
        for name, value in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, name), "decimal", value=value)
        return
    policy.set("presentation", f"$(presentation.{key})")
    elements = ET.SubElement(policy, "elements")
    if not setting.choices:
        bounds = {"minValue": str(setting.minimum), "maxValue": str(setting.maximum)}
        ET.SubElement(elements, "decimal", {"id": key, "valueName": key, **bounds})
        return
    listed = ET.SubElement(elements, "enum", id=key, valueName=key, required="true")
    for choice in setting.choices:
        item = ET.SubElement(listed, "item", displayName=f"$(string.{key}_{choice.value})")
        ET.SubElement(ET.SubElement(item, "value"), "string").text = choice.value


def words() -> ET.Element:
    """Give the English words of the template: those of the settings themselves."""
    root = ET.Element("policyDefinitionResources", {"xmlns": _NAMESPACE, **_VERSIONS})
    ET.SubElement(root, "displayName").text = "Wardshelf"
    ET.SubElement(root, "description").text = "Settings of Wardshelf that readers cannot change"
    resources = ET.SubElement(root, "resources")
    strings, presentations = (
        ET.SubElement(resources, "stringTable"),
        ET.SubElement(resources, "presentationTable"),
    )
    texts = dict(_HEAD)
    for setting in SETTINGS:
        texts |= {setting.key: setting.label, f"{setting.key}_help": setting.help}
        texts |= {f"{setting.key}_{choice.value}": choice.label for choice in setting.choices}
        if not isinstance(setting.default, bool):
            _presentation(presentations, setting)
    for name, text in texts.items():
        ET.SubElement(strings, "string", id=name).text = text
    return root


def _presentation(presentations: ET.Element, setting: Setting) -> None:
    shown = ET.SubElement(presentations, "presentation", id=setting.key)
    if setting.choices:
        ET.SubElement(shown, "dropdownList", refId=setting.key, noSort="true").text = setting.label
    else:
        box = {"refId": setting.key, "defaultValue": str(setting.default), "spinStep": str(setting.step)}
        ET.SubElement(shown, "decimalTextBox", box).text = f"{setting.label} ({setting.unit})"


def build() -> Path:
    """Pack template and words as they lie in `PolicyDefinitions`."""
    target = release.DIST / f"wardshelf-{release.version()}-windows-policies.zip"
    moment = datetime.fromtimestamp(release.epoch(), UTC).timetuple()[:6]
    files = {"wardshelf.admx": template(), "en-US/wardshelf.adml": words()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            ET.indent(content)
            text = ET.tostring(content, "utf-8", xml_declaration=True) + b"\n"
            archive.writestr(zipfile.ZipInfo(name, moment), text, zipfile.ZIP_DEFLATED)
    return target
