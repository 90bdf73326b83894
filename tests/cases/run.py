#!/usr/bin/env python3
"""Golden cases: what a person sees, each in one file that reads like documentation.

usage: run.py PLANGATE [--update] [--jobs N] [--cases DIR] [NAME...]

A case is a file NAME.case beside this one. A NAME on the command line may be a pattern ('plan-*'). --update
writes what comes out into the files: read the difference before you commit it.

A case begins with a few words on what it shows. Its sections follow in the order in which they are done; each
begins with a line '=== WORD ...', and what stands below belongs to it:

  === no repository      only an empty folder (first of all, where it is wanted)
  === base PATH          a file of the first commit, whose message is 'Begin'
  === staged PATH        a file that is written and staged
  === worktree PATH      a file that is written and not staged
  === deleted PATH       a file that is removed, also from the index
  === commit MESSAGE     commit what is staged, past every hook; further lines are the message's body
  === branch NAME        go to this branch, which is made where there is none
  === setup              shell commands that must succeed and whose output does not matter
  === note               words for whoever reads the case
  === run COMMAND        what a person types, in the top folder of the repository, with plangate in PATH
  === status N           the exit status of the run above
  === output             what it printed, both streams as they came; without this section it printed nothing

An empty line before the next section is there for the eye and belongs to none. A text whose last line has no
line feed ends with the line '(no line feed at the end)'.

Bytes that cannot be seen are written the same way in names, in files and in what comes out: control characters
but the line feed as their picture (␛ for escape, ␉ for a tab, ␍ for a carriage return, ␀ for NUL), a line feed
in a name as ␊, a blank at the end of a name as ␠, the bytes of what is no UTF-8 or turns the direction of a text as
‹ff›. Files may hold tabs as they are.

What differs from run to run is replaced before it is compared: object ids become OID1, OID2 and so on, their
first twelve digits SHORT1, SHORT2; the version VERSION; the repository's folder FOLDER and the one around it
SCRATCH; the folder of the program BIN; today TODAY, the day that a fix gives a plan whose day is over LATER; a time of these days NOW; the fingerprint of a key KEY.
"""
import argparse
import concurrent.futures
import datetime
import difflib
import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = "=== "
NO_LINE_FEED = "(no line feed at the end)"
FIRST_COMMIT = datetime.datetime(2026, 1, 2, 3, 4, 5)
SANITIZERS = ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS")
GIT_SETTINGS = """[init]
\tdefaultBranch = main
[protocol "file"]
\tallow = always
[advice]
\tdetachedHead = false
[commit]
\tgpgSign = false
"""
SHOWN = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A}
SHOWN[0x7F] = "\u2421"
UNSEEN = "[\x80-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
READ = {chr(0x2400 + code): chr(code) for code in range(0x21)}
READ["\u2421"] = "\x7f"


class BadCase(Exception):
    """A case that cannot be run as it is written."""


def to_bytes(text):
    """The bytes that the text of a case stands for."""
    text = text.translate(str.maketrans(READ))
    text = re.sub("‹([0-9a-f]{2})›", lambda m: chr(0xDC00 + int(m[1], 16)), text)
    return text.encode("utf-8", "surrogateescape")


def to_text(data):
    """The other way round: what bytes look like in a case."""
    text = data.decode("utf-8", "surrogateescape").translate(SHOWN)
    return re.sub(UNSEEN + "|[\udc80-\udcff]", lambda m: "".join(
        f"‹{byte:02x}›" for byte in m[0].encode("utf-8", "surrogateescape")), text)


def to_lines(text):
    """Lines of a section; a last line without a line feed is told by a line of its own."""
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines + [NO_LINE_FEED]


def of_lines(lines):
    """The bytes of a section's lines."""
    if lines and lines[-1] == NO_LINE_FEED:
        return to_bytes("\n".join(lines[:-1]))
    return to_bytes("".join(line + "\n" for line in lines))


class Section:
    """A heading, and the lines below it."""

    def __init__(self, heading):
        self.word, _, self.rest = heading.partition(" ")
        if heading == "no repository":
            self.word, self.rest = heading, ""
        self.lines = []

    def body(self):
        """Its lines without the empty one before the next section."""
        return self.lines[:-1] if self.lines and self.lines[-1] == "" else self.lines

    def text(self):
        """As it is written in the file."""
        heading = MARK + self.word + (" " + self.rest if self.rest else "")
        return "".join(line + "\n" for line in [heading] + self.lines)


def parse(text):
    """The words at the start, and the sections."""
    title, sections = [], []
    for line in text.split("\n")[:-1]:
        if line.startswith(MARK):
            sections.append(Section(line[len(MARK):]))
        elif sections:
            sections[-1].lines.append(line)
        else:
            title.append(line)
    if sections:
        sections[-1].lines.append("")  # as if another one followed
    return title, sections


class Normal:
    """What differs from run to run, replaced by names that last for one case."""

    def __init__(self, places, version):
        self.places, self.version, self.ids = places, version, {}

    def name_id(self, match):
        """OID or SHORT and a number: the same object has the same one."""
        text = match[0]
        if not text.strip("0"):
            return "ZERO"
        number = self.ids.setdefault(text[:12], len(self.ids) + 1)
        return f"{'SHORT' if len(text) == 12 else 'OID'}{number}"

    def apply(self, text):
        """The text that is compared."""
        for place, name in self.places:
            text = text.replace(place, name)
        text = re.sub(r"SHA256:[A-Za-z0-9+/]{43}", "KEY", text)
        text = re.sub(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{12})\b", self.name_id, text)
        text = text.replace(f'"version": "{self.version}"', '"version": "VERSION"')
        for before in ("plangate ", "and this is "):
            text = text.replace(before + self.version, before + "VERSION")
        now = datetime.datetime.now(datetime.timezone.utc)
        near = [now + datetime.timedelta(days=n) for n in (-1, 0, 1, 2)]
        for day in near:
            text = re.sub(day.strftime("%Y-%m-%d") + r"T\d\d:\d\d:\d\dZ", "NOW", text)
        for day in near[:2]:  # the day may have ended while the case ran
            text = text.replace(day.strftime("%Y-%m-%d"), "TODAY")
            later = day + datetime.timedelta(days=30)
            text = text.replace("fix: expires: " + later.strftime("%Y-%m-%d"), "fix: expires: LATER")
        return text


class Run:
    """One case at work in a folder of its own."""

    def __init__(self, program, version, scratch):
        self.scratch, self.folder = scratch, os.path.join(scratch, "repo")
        home = os.path.join(scratch, "home")
        os.makedirs(self.folder)
        os.makedirs(home)
        with open(os.path.join(home, ".gitconfig"), "w", encoding="ascii") as file:
            file.write(GIT_SETTINGS)
        tools = os.path.dirname(os.path.abspath(program))
        self.env = {"PATH": tools + ":" + os.environ["PATH"], "HOME": home, "LC_ALL": "C.UTF-8",
                    "TZ": "UTC", "TERM": "dumb", "GIT_CONFIG_NOSYSTEM": "1",
                    "GIT_CEILING_DIRECTORIES": scratch, "GIT_EDITOR": "true"}
        self.env.update({k: os.environ[k] for k in SANITIZERS if k in os.environ})
        for who in ("AUTHOR", "COMMITTER"):
            self.env[f"GIT_{who}_NAME"] = "ann"
            self.env[f"GIT_{who}_EMAIL"] = "ann@example.org"
        self.normal = Normal([(self.folder, "FOLDER"), (scratch, "SCRATCH"), (tools, "BIN")], version)
        self.commits, self.based, self.added = 0, False, []
        self.tick()

    def tick(self):
        """Each commit is an hour younger than the one before."""
        when = FIRST_COMMIT + datetime.timedelta(hours=self.commits)
        for who in ("AUTHOR", "COMMITTER"):
            self.env[f"GIT_{who}_DATE"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")

    def must(self, command, given=b""):
        """Run something that is there to succeed."""
        done = subprocess.run(command, cwd=self.folder, env=self.env, input=given, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise BadCase(f"{command} ended with {done.returncode}:\n{to_text(done.stdout)}")

    def write(self, name, lines):
        """A file, with the folders above it."""
        path = os.path.join(self.folder.encode(), to_bytes(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(of_lines(lines))

    def stage(self):
        """Stage what was written since the last time."""
        if self.added:
            self.must(["git", "--literal-pathspecs", "add", "-f", "--pathspec-from-file=-",
                       "--pathspec-file-nul"], b"\0".join(self.added))
        self.added = []

    def commit(self, message):
        """Commit what is staged, hooks or not."""
        self.stage()
        self.must(["git", "-c", "core.hooksPath=" + os.path.join(self.scratch, "no-hooks"), "commit",
                   "-q", "--allow-empty", "-F", "-"], message)
        self.commits += 1
        self.tick()

    def do_file(self, section):
        """base, staged, worktree, deleted."""
        if section.word == "base" and self.based:
            raise BadCase(f"'base {section.rest}' comes after the first commit")
        if section.word == "deleted":
            self.stage()
            self.must(["git", "--literal-pathspecs", "rm", "-q", to_bytes(section.rest)])
            return
        self.write(section.rest, section.body())
        if section.word != "worktree":
            self.added.append(to_bytes(section.rest))

    def do(self, section):
        """A section that prepares something."""
        word, rest = section.word, section.rest
        if word in ("base", "staged", "worktree", "deleted"):
            self.do_file(section)
        elif word == "commit":
            self.commit(to_bytes("\n".join([rest] + section.body())) + b"\n")
        elif word == "branch":
            self.stage()
            known = subprocess.run(["git", "rev-parse", "-q", "--verify", "refs/heads/" + rest], check=False,
                                   cwd=self.folder, env=self.env, stdout=subprocess.DEVNULL).returncode == 0
            self.must(["git", "switch", "-q"] + ([] if known else ["-c"]) + [rest])
        elif word == "setup":
            self.stage()
            self.must(["sh", "-euc", to_bytes("\n".join(section.body()))])
        elif word != "note":
            raise BadCase(f"'{word}' begins no section")

    def run(self, command):
        """What a person types: its status, and what came out."""
        self.stage()
        done = subprocess.run(["sh", "-c", to_bytes(command)], cwd=self.folder, env=self.env, check=False,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, to_lines(self.normal.apply(to_text(done.stdout)))

    def case(self, sections):
        """All of it. Gives the sections as they should be written."""
        written = []
        if not sections or not any(s.word == "run" for s in sections):
            raise BadCase("nothing is run")
        if sections[0].word == "no repository":
            written.append(sections.pop(0))
        else:
            self.must(["git", "init", "-q", "--template="])
        for section in sections:
            if section.word in ("output", "status"):
                if not any(s.word == "run" for s in written):
                    raise BadCase(f"'{section.word}' stands before anything is run")
                continue
            if not self.based and section.word not in ("base", "note"):
                self.based = True
                if self.added:
                    self.commit(b"Begin\n")
            written.append(section)
            if section.word != "run":
                self.do(section)
                continue
            if section.body():
                raise BadCase(f"below 'run {section.rest}' belongs nothing")
            section.lines = []
            status, lines = self.run(section.rest)
            written.append(Section(f"status {status}"))
            if lines:
                written.append(Section("output"))
                written[-1].lines = lines
            written[-1].lines = written[-1].lines + [""]
        return written


def write_case(title, sections):
    """The text of a case file."""
    text = "".join(line + "\n" for line in title) + "".join(s.text() for s in sections)
    return text[:-1]


def version_of(program):
    """What the program says of itself; nothing where it is another one."""
    said = subprocess.run([program, "version"], check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, encoding="utf-8").stdout
    found = re.fullmatch(r"plangate (\S+)\n", said)
    return found[1] if found else "?"


def run_case(program, version, path):
    """Gives the text as it is, and as it should be."""
    with open(path, encoding="utf-8", newline="") as file:
        had = file.read()
    scratch = os.path.realpath(tempfile.mkdtemp(prefix="plangate-case."))
    try:
        title, sections = parse(had)
        if not title or not title[0]:
            raise BadCase("the first line does not say what it shows")
        return had, write_case(title, Run(program, version, scratch).case(sections))
    finally:
        shutil.rmtree(scratch)


def judge(arguments, path):
    """Run one case and compare, or update. Gives what there is to say; nothing where it is fine."""
    name = os.path.basename(path)
    try:
        had, wants = run_case(arguments.program, arguments.version, path)
    except BadCase as problem:
        return f"{name}: {problem}\n"
    if had == wants:
        return ""
    if arguments.update:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(wants)
        return ""
    return "".join(line if line.endswith("\n") else line + "\n" for line in difflib.unified_diff(
        had.splitlines(True), wants.splitlines(True), name, f"{name} (as it came out)"))


def main():
    """Run the cases that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, usage=argparse.SUPPRESS,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cases", default=HERE)
    arguments = parser.parse_intermixed_args()
    known = sorted(name[:-len(".case")] for name in os.listdir(arguments.cases) if name.endswith(".case"))
    wanted = [name for name in known
              if not arguments.names or any(fnmatch.fnmatch(name, n) for n in arguments.names)]
    if not wanted:
        print(f"cases: none is called {' '.join(arguments.names)}")
        return 2
    failed = 0
    os.umask(0o022)
    arguments.version = version_of(arguments.program)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for said in pool.map(lambda name: judge(arguments, os.path.join(arguments.cases, name + ".case")),
                             wanted):
            failed += bool(said)
            sys.stdout.write(said)
    print(f"cases: {len(wanted)} run, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
