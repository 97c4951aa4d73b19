"""What scripts/check-release looks at: usage: artifacts.py BUILD OTHER-BUILD REPOSITORY"""

import hashlib
import json
import re
import sys
import xml.etree.ElementTree as Xml
import zipfile
from pathlib import Path

POM = "{http://maven.apache.org/POM/4.0.0}"
# What Maven Central asks of every POM.
ASKED = ["name", "description", "url", "licenses", "developers", "scm"]
NOT_PUBLISHED = {"real", "examples", "benchmarks"}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def built(folder):
    """Everything that a build makes for others, by its path in the build."""
    files = [*folder.glob("*/target/*.jar"), *folder.glob("*/target/bom.json"), *folder.glob("cli/target/*.zip")]
    return {str(file.relative_to(folder)): file for file in files}


def differences(one, other):
    first, second = built(one), built(other)
    for path in sorted(first.keys() | second.keys()):
        if path not in first or path not in second:
            yield f"{path}: only one of the two builds has it"
        elif digest(first[path]) != digest(second[path]):
            yield f"{path}: differs between two builds of the same sources{inside(first[path], second[path])}"


def inside(one, other):
    if not zipfile.is_zipfile(one):
        return ""
    with zipfile.ZipFile(one) as a, zipfile.ZipFile(other) as b:
        names = sorted(set(a.namelist()) ^ set(b.namelist()))
        names += [name for name in a.namelist() if name in b.namelist() and a.read(name) != b.read(name)]
    return ": " + ", ".join(names[:5]) if names else ": in the order or the times of its entries"


class Published:
    """A module in a repository's folder."""

    def __init__(self, repository, module):
        self.module = module
        self.artifact = "rehearsal" if module == "." else f"rehearsal-{module}"
        folders = list((repository / "dev/rehearsal" / self.artifact).glob("*/"))
        self.files = list(folders[0].iterdir()) if folders else []

    def file(self, ending):
        """The one file that is named ARTIFACT-VERSION and then that."""
        pattern = re.compile(re.escape(self.artifact) + r"-\d[\w.]*(-SNAPSHOT|-[\d.]+-\d+)?" + re.escape(ending))
        return next((file for file in self.files if pattern.fullmatch(file.name)), None)

    def faults(self, poms):
        pom = self.file(".pom")
        if pom is None:
            yield f"{self.artifact}: is not in the repository"
            return
        yield from self.faults_of_pom(poms)
        if self.file("-cyclonedx.json") is None:
            yield f"{self.artifact}: has no list of its parts (SBOM)"
        else:
            yield from self.faults_of_parts(json.loads(self.file("-cyclonedx.json").read_text()))
        if self.packaging(poms) == "pom":
            return
        yield from self.faults_of_jar(".jar", r".*\.class")
        yield from self.faults_of_jar("-sources.jar", r"dev/rehearsal/.*\.java")
        yield from self.faults_of_jar("-javadoc.jar", r"index\.html")

    def packaging(self, poms):
        return poms[self.artifact].findtext(POM + "packaging", "jar")

    def faults_of_pom(self, poms):
        own = poms[self.artifact]
        for asked in ASKED:
            if self.has(own, asked, poms) is None:
                yield f"{self.artifact}: its POM has no <{asked}>"
        for asked in ["name", "description"]:
            if own.find(POM + asked) is None:
                yield f"{self.artifact}: its POM has no <{asked}> of its own"

    def has(self, pom, element, poms):
        found = pom.find(POM + element)
        if found is not None:
            return found
        parent = pom.findtext(f"{POM}parent/{POM}artifactId")
        return None if parent is None else self.has(poms[parent], element, poms)

    def faults_of_parts(self, parts):
        if parts.get("bomFormat") != "CycloneDX":
            yield f"{self.artifact}: its list of parts is not CycloneDX"
        for part in parts.get("components", []):
            if not part.get("version") or not part.get("hashes"):
                yield f"{self.artifact}: its list of parts knows no version or no hash of {part.get('name')}"

    def faults_of_jar(self, ending, content):
        jar = self.file(ending)
        if jar is None:
            yield f"{self.artifact}: has no {ending}"
            return
        with zipfile.ZipFile(jar) as archive:
            names = archive.namelist()
            if not any(re.fullmatch(content, name) for name in names):
                yield f"{jar.name}: has nothing like {content}"
            if ending != "-javadoc.jar":
                yield from (f"{jar.name}: has no {name}" for name in ["META-INF/LICENSE", "META-INF/NOTICE"] if name not in names)
            if ending == ".jar":
                yield from self.faults_of_manifest(jar, archive.read("META-INF/MANIFEST.MF").decode())

    def faults_of_manifest(self, jar, manifest):
        for line in [f"Automatic-Module-Name: dev.rehearsal.{self.module}", "Implementation-Version: "]:
            if line not in manifest:
                yield f"{jar.name}: its manifest does not say {line}"


def poms(repository):
    files = [Xml.parse(file).getroot() for file in (repository / "dev/rehearsal").glob("*/*/*.pom")]
    return {pom.findtext(POM + "artifactId"): pom for pom in files}


def missing_in_bom(poms):
    bom = {each.text for each in poms["rehearsal-bom"].iter(POM + "artifactId")}
    jars = [name for name, pom in poms.items() if pom.findtext(POM + "packaging", "jar") == "jar"]
    return [f"rehearsal-bom: does not name {name}" for name in sorted(jars) if name not in bom]


def main(build, other, repository):
    modules = [each.text for each in Xml.parse(build / "pom.xml").getroot().iter(POM + "module")]
    published = [Published(repository, module) for module in [".", *modules] if module not in NOT_PUBLISHED]
    all_poms = poms(repository)
    faults = list(differences(build, other))
    for each in published:
        faults += each.faults(all_poms)
    faults += missing_in_bom(all_poms)
    unasked = all_poms.keys() - {each.artifact for each in published}
    faults += [f"{name}: is published, but should not be" for name in sorted(unasked)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(built(build))} files are the same in both builds and {len(published)} modules are complete" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
