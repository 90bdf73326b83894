#!/usr/bin/env python3
"""No ring of files within a room.

A room is a folder below src/ with its headers in include/plangate/<room>/. A .c file needs another one
where it names a function or a table of data that the other defines. What a header's inline functions
name is needed by the .c that stands behind the header alone. A header needs those that it includes; it
is no road to the functions behind it, so a type may be borrowed without a ring. What a macro names is
needed where it is expanded, by those columns alone that are taken of it. A folder inside of a room
counts as one file for those outside of it, so that no ring leads through its door.

Prints each ring with the names that make it; status 1 if there is one. Each run first tries the lint
on trees made for it; `--self-test` does nothing else.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

# Rings that stay: the files of one, as the lint prints them, and why.
EXCEPTIONS = {}

COMMENTS_AND_STRINGS = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
DEFINE = re.compile(r'^[ \t]*#[ \t]*define[ \t]+(\w+)((?:\\\n|[^\n])*)', re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
LINE_MARK = re.compile(r'^# \d+ "([^"]*)"')
WORD = re.compile(r'\b[A-Za-z_]\w*')
# A member and a tag may have the name of a function without being it.
IDENTIFIER = re.compile(r'(?:(?P<before>\.|->|\b(?:struct|enum|union)\s)\s*)?\b(?P<name>[A-Za-z_]\w*)'
                        r'(?P<call>\s*\()?')


class File:
    def __init__(self, path, room):
        self.path = path
        self.room = room
        self.defined = set()   # what other files can use of it
        self.own = set()       # names that mean something of its own here
        self.members = set()   # of its structs: a use that is no call is one of those
        self.declared = set()  # a header's prototypes
        with open(path, encoding='utf-8', errors='replace') as source:
            text = source.read()
        self.includes = INCLUDE.findall(text)
        text = COMMENTS_AND_STRINGS.sub(' ', text)
        self.macros = {name: set(WORD.findall(body)) for name, body in DEFINE.findall(text)}
        self.read(DEFINE.sub(' ', text))

    def read(self, text):
        found = [m for m in IDENTIFIER.finditer(text) if not m['before']]
        self.used = {m['name'] for m in found}
        self.called = {m['name'] for m in found if m['call']}

    def expand(self):
        """Read it anew with its macros expanded, the text of what it includes left out."""
        run = subprocess.run(
            [os.environ.get('CC', 'cc'), '-E', '-std=gnu11', '-D_GNU_SOURCE', '-Iinclude', '-Isrc',
             self.path], capture_output=True, text=True, check=True)
        here, own = False, []
        for line in run.stdout.splitlines():
            mark = LINE_MARK.match(line)
            if mark:
                here = mark[1] == self.path
            elif here:
                own.append(line)
        self.read(COMMENTS_AND_STRINGS.sub(' ', '\n'.join(own)))


def find_files():
    """The files by path, each with its room."""
    files = {}
    for top in ('src', 'include/plangate'):
        for folder, _, names in os.walk(top):
            room = os.path.relpath(folder, top).split(os.sep)[0]
            for name in sorted(names):
                if name.endswith(('.c', '.h')) and room != '.':
                    path = os.path.join(folder, name)
                    files[path] = File(path, room)
    return files


def read_tags(files):
    """Let ctags say what each file defines."""
    run = subprocess.run(
        ['ctags', '-f', '-', '--sort=no', '--excmd=number', '--language-force=C',
         '--kinds-C=fvxplzmd', '--fields=kf', '-I', 'DEFINE_CLEANUP+', '-L', '-'],
        input='\n'.join(files), capture_output=True, text=True, check=True)
    macros = set()
    for line in run.stdout.splitlines():
        name, path, _, kind, *fields = line.split('\t')
        file = files[path]
        if kind in 'px':
            file.declared.add(name)
        elif kind == 'm':
            file.members.add(name)
        elif kind == 'd':
            macros.add(name)
        elif kind in 'lz' or 'file:' in fields or path.endswith('.h'):
            file.own.add(name)
        else:
            file.defined.add(name)
    for file in files.values():
        file.defined -= macros  # MACRO(...) at the beginning of a line looks like a function


def behind(files, header, home):
    """The file that a header's inline functions are counted with, or None."""
    found = {home.get((header.room, name)) for name in header.declared} - {None}
    return found.pop() if len(found) == 1 else None


def find_include(files, file, name):
    for path in (os.path.join(os.path.dirname(file.path), name),
                 os.path.join('include', name), os.path.join('src', name)):
        if os.path.normpath(path) in files:
            return files[os.path.normpath(path)]
    return None


def find_edges(files):
    """By a pair of files of one room: the names for which the first one needs the second."""
    home = {(file.room, name): file.path for file in files.values() for name in file.defined}
    loaded = {(file.room, name) for file in files.values() for name, body in file.macros.items()
              if any((file.room, word) in home for word in body)}
    edges = {}

    def add(source, target, why):
        if source != target:
            edges.setdefault((source, target), set()).add(why)

    for file in files.values():
        if file.path.endswith('.c') and any((file.room, name) in loaded for name in file.used):
            file.expand()
    for file in files.values():
        is_header = file.path.endswith('.h')
        user = behind(files, file, home) if is_header else file.path
        for name in file.includes:
            other = find_include(files, file, name)
            if other and other.room == file.room and is_header:
                add(file.path, other.path, f'#include "{name}"')
        used = (file.used - file.members) | file.called
        for name in used - file.own - file.declared:
            if user and (file.room, name) in home:
                add(user, home[(file.room, name)], name)
    return edges


def components(edges):
    """The rings: sets of nodes that all lead to one another."""
    after = {}
    for source, target in edges:
        after.setdefault(source, set()).add(target)

    def reach(start):
        seen, todo = set(), [start]
        while todo:
            for node in after.get(todo.pop(), ()):
                if node not in seen:
                    seen.add(node)
                    todo.append(node)
        return seen

    reached = {node: reach(node) for node in after}
    rings = {frozenset(other for other in reached[node]
                       if node in reached.get(other, ())) for node in after}
    return [ring for ring in rings if len(ring) > 1]


def folder_of(path):
    """The folder within a room that a file is in, or the file itself."""
    parts = path.split('/')
    inner = 2 if parts[0] == 'src' else 3
    return '/'.join(parts[:inner + 1]) + ('/' if len(parts) > inner + 1 else '')


def find_rings(files):
    """Rings of files, then rings between a folder in a room and what is outside of it."""
    edges = find_edges(files)
    found = [(sorted(ring), edges) for ring in components(edges)]
    outer = {}
    for (source, target), names in edges.items():
        pair = (folder_of(source), folder_of(target))
        if pair[0] != pair[1]:
            outer.setdefault(pair, set()).update(names)
    for ring in components(outer):
        if any(node.endswith('/') for node in ring):
            found.append((sorted(ring), outer))
    return sorted(found, key=lambda item: item[0])


def describe(ring, edges):
    lines = ['a ring of ' + ', '.join(ring)]
    for (source, target), names in sorted(edges.items()):
        if source in ring and target in ring:
            lines.append(f'  {source} needs {target}: ' + ', '.join(sorted(names)))
    return '\n'.join(lines)


def look():
    """The rings of the tree in the working directory."""
    files = find_files()
    if not files:
        sys.exit('rings: there is no src/ here')
    read_tags(files)
    return find_rings(files)


# A tree by the names of its files, and the rings that are in it.
CASES = [
    ({'src/a/x.c': 'int x(void)\n{\n\treturn y();\n}\n',
      'src/a/y.c': 'int y(void)\n{\n\treturn x();\n}\n'},
     [['src/a/x.c', 'src/a/y.c']]),
    # Comments, strings, members, tags and functions of one file alone are no calls.
    ({'src/a/x.c': 'int x(void)\n{\n\treturn y();\n}\n',
      'src/a/y.c': '/* x() */\nstruct x { int x; };\nint y(struct x *p)\n{\n'
                   '\treturn p->x + call("x()");\n}\n',
      'src/a/z.c': 'static int y(void)\n{\n\treturn 1;\n}\nint z(void)\n{\n\treturn y();\n}\n'},
     []),
    # A table of data.
    ({'src/a/x.c': 'const int table[] = {1};\nint x(void)\n{\n\treturn y();\n}\n',
      'src/a/y.c': 'int y(void)\n{\n\treturn table[0];\n}\n'},
     [['src/a/x.c', 'src/a/y.c']]),
    # An inline function in a header; a type alone makes no ring.
    ({'src/a/x.c': '#include "y.h"\nint x(void)\n{\n\treturn y();\n}\n',
      'src/a/x.h': 'struct x { int x; };\nint x(void);\n',
      'src/a/y.c': '#include "x.h"\nint y(void)\n{\n\treturn 1;\n}\n',
      'src/a/y.h': 'int y(void);\nstatic inline int twice(void)\n{\n\treturn 2 * x();\n}\n'},
     [['src/a/x.c', 'src/a/y.c']]),
    ({'src/a/x.c': '#include "y.h"\nint x(void)\n{\n\treturn y();\n}\n',
      'src/a/x.h': 'struct x { int x; };\nint x(void);\n',
      'src/a/y.c': '#include "x.h"\nint y(void)\n{\n\treturn 1;\n}\n',
      'src/a/y.h': 'int y(void);\n'},
     []),
    # Of a table in a macro each file needs the column that it takes.
    ({'src/a/t.h': '#define ROWS(ROW) ROW(1, x)\nint t(void);\n',
      'src/a/t.c': '#include "t.h"\n#define FIRST(a, b) a\nint t(void)\n{\n\treturn ROWS(FIRST);\n}\n',
      'src/a/x.c': '#include "t.h"\nint x(void)\n{\n\treturn t();\n}\n'},
     []),
    ({'src/a/t.h': '#define ROWS(ROW) ROW(1, x)\nint t(void);\n',
      'src/a/t.c': '#include "t.h"\n#define SECOND(a, b) b()\nint t(void)\n{\n\treturn ROWS(SECOND);\n}\n',
      'src/a/x.c': '#include "t.h"\nint x(void)\n{\n\treturn t();\n}\n'},
     [['src/a/t.c', 'src/a/x.c']]),
    # Headers that include each other.
    ({'src/a/x.h': '#include "plangate/a/y.h"\n', 'include/plangate/a/y.h': '#include "a/x.h"\n'},
     [['include/plangate/a/y.h', 'src/a/x.h']]),
    # Rooms do not make rings here; layers.sh is there for them.
    ({'src/a/x.c': 'int x(void)\n{\n\treturn y();\n}\n',
      'src/b/y.c': 'int y(void)\n{\n\treturn x();\n}\n'},
     []),
    # A folder within a room is one for those outside of it.
    ({'src/a/in/p.c': 'int p(void)\n{\n\treturn x();\n}\n',
      'src/a/in/q.c': 'int q(void)\n{\n\treturn 1;\n}\n',
      'src/a/x.c': 'int x(void)\n{\n\treturn q();\n}\n'},
     [['src/a/in/', 'src/a/x.c']]),
]


def self_test():
    here = os.getcwd()
    for number, (tree, expected) in enumerate(CASES):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in tree.items():
                os.makedirs(os.path.join(folder, os.path.dirname(path)), exist_ok=True)
                with open(os.path.join(folder, path), 'w', encoding='utf-8') as file:
                    file.write(text)
            os.chdir(folder)
            try:
                found = [ring for ring, _ in look()]
            finally:
                os.chdir(here)
        if found != expected:
            sys.exit(f'rings: self-test {number}: found {found}, not {expected}')


def main():
    if not shutil.which('ctags'):
        sys.exit('rings: ctags is not installed')
    self_test()
    if sys.argv[1:] == ['--self-test']:
        print('rings: the lint finds what it is to find')
        return
    found = look()
    names = [', '.join(ring) for ring, _ in found]
    offences = [describe(ring, edges) for ring, edges in found
                if ', '.join(ring) not in EXCEPTIONS]
    offences += [f'the exception for {name} is not needed' for name in EXCEPTIONS
                 if name not in names]
    if offences:
        print('\n'.join(offences))
        sys.exit(1)
    print('rings: no files of a room go round in a ring')


main()
