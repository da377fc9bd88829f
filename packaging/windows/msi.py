"""The MSI for a whole computer, as group policy and software distribution want it; wixl compiles it."""

import os
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import release

UPGRADE = "6F1B9E0C-3D55-4B43-9C1E-0B6E5B7A2D10"
"""What all versions have in common; never to be changed."""
_SPACE = uuid.UUID(UPGRADE)
MAKER = "The Wardshelf contributors"
ROOT_FOLDER = "ProgramFiles64Folder"


def product_code(version: str) -> str:
    """Give the code by which an installed version is detected; one for each version."""
    return str(uuid.uuid5(_SPACE, f"product {version}")).upper()


def source(folder: Path, icon: Path) -> ET.Element:
    """Describe the installation of `folder` in WiX's language."""
    wix = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = ET.SubElement(
        wix,
        "Product",
        Id=product_code(release.version()),
        Name="Wardshelf",
        Language="1033",
        Version=release.version(),
        Manufacturer=MAKER,
        UpgradeCode=UPGRADE,
    )
    comments = f"{release.SUMMARY}, edition {release.edition()}"
    package = {"InstallerVersion": "500", "Compressed": "yes", "InstallScope": "perMachine"}
    ET.SubElement(product, "Package", package, Manufacturer=MAKER, Comments=comments)
    ET.SubElement(product, "Media", Id="1", Cabinet="wardshelf.cab", EmbedCab="yes")
    newer = "A newer version of Wardshelf is installed."
    ET.SubElement(product, "MajorUpgrade", DowngradeErrorMessage=newer)
    ET.SubElement(product, "Icon", Id="wardshelf.ico", SourceFile=os.path.relpath(icon, release.BUILD))
    for name, value in {"ARPPRODUCTICON": "wardshelf.ico", "ARPNOMODIFY": "1", "ARPNOREPAIR": "1"}.items():
        ET.SubElement(product, "Property", Id=name, Value=value)
    target = ET.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = ET.SubElement(target, "Directory", Id=ROOT_FOLDER)
    place = ET.SubElement(programs, "Directory", Id="INSTALLDIR", Name="Wardshelf")
    feature = ET.SubElement(product, "Feature", Id="Program", Level="1", Title="Wardshelf")
    for component in (*components(folder, place, ""), menu_entry(target)):
        ET.SubElement(feature, "ComponentRef", Id=component)
    return wix


def identifier(kind: str, path: str) -> str:
    """Name something in the tables: the same for the same path, in letters that a table takes."""
    return f"{kind}{uuid.uuid5(_SPACE, path).hex}"


def components(folder: Path, place: ET.Element, inside: str) -> Iterator[str]:
    """Put every file of `folder` into a component of its own below `place`; yields their names."""
    for file in sorted(folder.iterdir()):
        path = f"{inside}/{file.name}"
        if file.is_dir():
            below = ET.SubElement(place, "Directory", Id=identifier("d", path), Name=file.name)
            yield from components(file, below, path)
            continue
        name = identifier("c", path)
        component = ET.SubElement(place, "Component", Id=name, Guid=guid(path), Win64="yes")
        near = os.path.relpath(
            file, release.BUILD
        )  # wixl looks beside the description, and takes no other path
        ET.SubElement(component, "File", Id=identifier("f", path), Source=near, KeyPath="yes")
        yield name


def guid(path: str) -> str:
    """Give the code of a component: the same for the same place in every version."""
    return str(uuid.uuid5(_SPACE, f"component {path}")).upper()


def menu_entry(target: ET.Element) -> str:
    """Add the entry in everybody's Start menu, and where others find the program; gives its component."""
    menu = ET.SubElement(target, "Directory", Id="ProgramMenuFolder")
    component = ET.SubElement(menu, "Component", Id="MenuEntry", Guid=guid("menu entry"), Win64="yes")
    ET.SubElement(
        component,
        "Shortcut",
        Id="Shortcut",
        Name="Wardshelf",
        Target="[INSTALLDIR]Wardshelf.exe",
        WorkingDirectory="INSTALLDIR",
        Icon="wardshelf.ico",
    )
    key = {"Root": "HKLM", "Key": r"Software\Wardshelf", "Type": "string"}
    ET.SubElement(component, "RegistryValue", key, Name="folder", Value="[INSTALLDIR]", KeyPath="yes")
    ET.SubElement(component, "RegistryValue", key, Name="version", Value=release.version())
    return "MenuEntry"


def build(folder: Path, icon: Path) -> Path:
    """Compile the MSI of `folder`."""
    target = release.DIST / f"{release.archive_name()}.msi"
    described = release.BUILD / "wardshelf.wxs"
    ET.ElementTree(source(folder, icon)).write(described, "utf-8", xml_declaration=True)
    subprocess.run(["wixl", "--arch", "x64", "--output", str(target), str(described)], check=True)
    return target
