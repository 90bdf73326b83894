#!/usr/bin/env python3
"""Compare "who imports this file" of import_edges with an independent answer, for sampled files.

usage: eval_imports.py LANGUAGE REPOSITORY IMPORT_EDGES [--seed N] [--count N] [--show]
                       [--typescript FOLDER] [--include FOLDER ...]

The independent answer: python: the ast module and the rules of packages; typescript: the compiler's own
scanner and resolver (--typescript is a folder with node_modules/typescript); c: #include lines without
comments, by the folders that --include names; go: go/parser and the module paths of go.mod.
Figures are over pairs (file, importer): of the sampled files, and of all.
"""
import argparse
import ast
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
ENDINGS = {
    'python': ('.py', '.pyi'),
    'typescript': ('.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'),
    'c': ('.c', '.h', '.cc', '.cpp', '.hpp', '.inl'),
    'go': ('.go',),
}


def git(repository, *words):
    command = ['git', '-c', 'safe.directory=*', '--git-dir', repository, *words]
    return subprocess.run(command, check=True, capture_output=True).stdout


def ours(tool, repository, commit):
    environment = dict(os.environ, GIT_DIR=repository, GIT_CONFIG_COUNT='1',
                       GIT_CONFIG_KEY_0='safe.directory', GIT_CONFIG_VALUE_0='*')
    text = subprocess.run([os.path.abspath(tool), commit], check=True, capture_output=True, env=environment,
                          cwd=repository).stdout.decode(errors='surrogateescape')
    return {tuple(line.split('\t')[:2]) for line in text.splitlines()}


def unpack(repository, commit, folder):
    """Write the sources and manifests of a commit; what the repository lacks is left out."""
    wanted = tuple(sum(ENDINGS.values(), ())) + ('.json', '.vue', '.svelte', 'go.mod')
    listing = git(repository, 'ls-tree', '-r', '-z', commit).decode().split('\0')
    entries = [entry.split('\t', 1) for entry in listing if entry.startswith('100') and entry.endswith(wanted)]
    ids = '\n'.join(meta.split()[2] for meta, _ in entries) + '\n'
    blobs = subprocess.run(['git', '-c', 'safe.directory=*', '--git-dir', repository, 'cat-file', '--batch'],
                           input=ids.encode(), check=True, capture_output=True).stdout
    at = 0
    for _, path in entries:
        end = blobs.index(b'\n', at)
        head, at = blobs[at:end].split(), end + 1
        if head[1] == b'missing':
            continue
        size = int(head[2])
        os.makedirs(os.path.join(folder, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(folder, path), 'wb') as file:
            file.write(blobs[at:at + size])
        at += size + 1


def read(folder, path):
    with open(os.path.join(folder, path), encoding='utf-8', errors='replace') as file:
        return file.read()


def shared(a, b):
    a, b = a.split('/')[:-1], b.split('/')[:-1]
    return len(os.path.commonprefix([a, b]))


class Python:
    """Dotted names by the packages that a file lies in, and from each folder above it."""

    def __init__(self, files):
        self.files = set(files)
        self.by_name = collections.defaultdict(set)
        for path in files:
            parts = path.rsplit('.', 1)[0].split('/')
            if parts[-1] == '__init__':
                parts = parts[:-1]
            start = len(parts) - 1
            while start > 0 and '/'.join(parts[:start]) + '/__init__.py' in self.files:
                start -= 1
            for first in range(start + 1):
                if parts[first:] and not (first and '/'.join(parts[:first]) + '/__init__.py' in self.files):
                    self.by_name['.'.join(parts[first:])].add((path, first))

    def absolute(self, name, importer):
        best = None
        for path, first in self.by_name.get(name, ()):
            root = path.split('/')[:first]
            above = importer.split('/')[:first] == root
            if '.' not in name and not path.endswith('__init__.py'):
                if name in sys.stdlib_module_names:
                    continue
                if not above and (not root or root[-1] not in ('src', 'lib')):
                    continue
            rank = (above, first if above else -first, shared(path, importer), path)
            if best is None or rank > best[0]:
                best = (rank, path)
        return best and best[1]

    def relative(self, level, name, importer):
        parts = importer.split('/')[:-level]
        if name:
            parts += name.split('.')
        base = '/'.join(parts)
        choices = [base + '.py', base + '.pyi'] if name else []
        for path in choices + [(base + '/' if base else '') + '__init__.py']:
            if path in self.files:
                return path
        return None

    def of(self, node, importer):
        if isinstance(node, ast.Import):
            return [self.absolute(alias.name, importer) for alias in node.names]
        if not isinstance(node, ast.ImportFrom):
            return []
        found = []
        for alias in node.names:
            tries = [node.module] if alias.name == '*' else [
                (node.module + '.' if node.module else '') + alias.name, node.module]
            for name in tries:
                path = (self.relative(node.level, name, importer) if node.level
                        else self.absolute(name, importer))
                if path:
                    found.append(path)
                    break
        return found


def independent_python(folder, files, options):
    resolver, edges = Python(files), set()
    for path in files:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                tree = ast.parse(read(folder, path))
        except (SyntaxError, ValueError):
            options.unread.add(path)  # written for another Python than this: nobody compares it
            continue
        for node in ast.walk(tree):
            edges |= {(path, to) for to in resolver.of(node, path) if to and to != path}
    return edges


def link_workspaces(folder):
    """What a package manager does for the packages of one repository."""
    listed = subprocess.run(['find', folder, '-name', 'package.json', '-not', '-path', '*/node_modules/*'],
                            capture_output=True, text=True, check=True).stdout.split('\n')
    for manifest in filter(None, listed):
        try:
            name = json.load(open(manifest, encoding='utf-8')).get('name')
        except ValueError:
            continue
        target = os.path.join(folder, 'node_modules', name or '.')
        if name and '..' not in name and not os.path.lexists(target) and os.path.dirname(manifest) != folder:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.symlink(os.path.dirname(manifest), target)


def independent_typescript(folder, files, options):
    link_workspaces(folder)
    environment = dict(os.environ, NODE_PATH=os.path.join(options.typescript, 'node_modules'))
    text = subprocess.run(['node', os.path.join(HERE, 'typescript_imports.cjs'), folder],
                          input='\n'.join(files), capture_output=True, text=True, check=True, env=environment).stdout
    return {tuple(line.split('\t')) for line in text.splitlines()}


def independent_c(folder, files, options):
    known, edges = set(files), set()
    noise = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:\\.|[^"\\\n])*")', re.S)
    for path in files:
        text = noise.sub(lambda m: m.group(1) or ' ', read(folder, path))
        for form, name in re.findall(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', text, re.M):
            own = [os.path.dirname(path)] if form == '"' else []
            for root in own + options.include:
                to = os.path.normpath(os.path.join(root, name))
                if to in known:
                    if to != path:
                        edges.add((path, to))
                    break
    return edges


def independent_go(folder, _files, _options):
    text = subprocess.run(['go', 'run', os.path.join(HERE, 'go_imports.go'), folder], capture_output=True,
                          text=True, check=True, env=dict(os.environ, GO111MODULE='off')).stdout
    return {tuple(line.split('\t')) for line in text.splitlines()}


def importers(edges):
    table = collections.defaultdict(set)
    for importer, file in edges:
        table[file].add(importer)
    return table


def figures(files, mine, other, show):
    hits = extra = missing = 0
    for file in files:
        a, b = mine[file], other[file]
        hits, extra, missing = hits + len(a & b), extra + len(a - b), missing + len(b - a)
        if show:
            for importer in sorted(a - b):
                print(f'  extra   {importer} -> {file}')
            for importer in sorted(b - a):
                print(f'  missing {importer} -> {file}')
    precision = hits / (hits + extra) if hits + extra else 1
    recall = hits / (hits + missing) if hits + missing else 1
    return f'precision {precision:.4f} recall {recall:.4f} ({hits} pairs agree, {extra} extra, {missing} missing)'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('language', choices=sorted(ENDINGS))
    parser.add_argument('repository')
    parser.add_argument('tool')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=30)
    parser.add_argument('--show', action='store_true')
    parser.add_argument('--typescript', default='.')
    parser.add_argument('--include', nargs='*', default=[])
    options = parser.parse_args()
    options.unread = set()
    commit = git(options.repository, 'rev-parse', 'HEAD').decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        unpack(options.repository, commit, folder)
        paths = git(options.repository, 'ls-tree', '-r', '-z', '--name-only', commit).decode().split('\0')
        files = [path for path in paths if path.endswith(ENDINGS[options.language]) and
                 os.path.isfile(os.path.join(folder, path)) and
                 os.path.getsize(os.path.join(folder, path)) <= 512 * 1024]
        known = set(files)
        other = globals()['independent_' + options.language](folder, files, options)
    readable = known - options.unread
    keep = lambda edges: importers({(a, b) for a, b in edges if a in readable and b in known})
    mine, other = keep(ours(options.tool, options.repository, commit)), keep(other)
    used = sorted(file for file in files if mine[file] or other[file])
    unused = sorted(known - set(used))
    chance = random.Random(options.seed)
    some = min(len(unused), options.count // 6)
    sample = chance.sample(used, min(len(used), options.count - some)) + chance.sample(unused, some)
    print(f'{options.language} {options.repository}: {len(files)} files')
    print(f'sample of {len(sample)}: ' + figures(sample, mine, other, False))
    print(f'all: ' + figures(files, mine, other, options.show))


if __name__ == '__main__':
    main()
