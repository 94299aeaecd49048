// Checks package-lock.json, without a network. `node scripts/audit.mjs` prints each fault.
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Licences of what is part of the built page: they ask for no more than a notice. */
const SHIPPED = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'OFL-1.1'];
/** Also of tools, which are not part of it */
const TOOLS = [...SHIPPED, 'MPL-2.0', 'BlueOak-1.0.0', 'CC-BY-4.0', 'CC0-1.0'];

/** Packages that may run a script when they are installed; the project works without. */
const WITH_SCRIPTS = new Set(['core-js', 'fsevents', 'protobufjs', 'webgpu']);

/** Two versions of these in one page would not know each other's objects. */
const ONE_ONLY = new Set(['react', 'react-dom', 'scheduler', 'zustand', '@tensorflow/tfjs-core']);

const REGISTRY = 'https://registry.npmjs.org/';

/** Whether an SPDX expression (`MIT`, `(MIT OR CC0-1.0)`, `MIT AND ISC`) leaves a choice of these licences only. */
export function allows(expression, licences) {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => licences.includes(licence.trim())));
}

/**
 * The faults of a lockfile, a sentence each.
 * @param lock package-lock.json, version 3
 * @param wanted package.json
 */
export function faultsOf(lock, wanted) {
  const { '': root, ...packages } = lock.packages;
  const faults = [];
  const versions = new Map();
  for (const [path, entry] of Object.entries(packages)) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const fault = (what) => faults.push(`${path}: ${what}`);
    if (entry.link || (entry.resolved && !entry.resolved.startsWith(REGISTRY)))
      fault(`comes from ${entry.resolved}, not from ${REGISTRY}`);
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
      fault('has no SHA-512 of its contents');
    const isTool = entry.dev || entry.devOptional;
    if (!allows(entry.license ?? 'none', isTool ? TOOLS : SHIPPED))
      fault(`has the licence ${entry.license ?? 'none'}`);
    if (entry.hasInstallScript && !WITH_SCRIPTS.has(name)) fault('runs a script on installing');
    if (ONE_ONLY.has(name)) versions.set(name, [...(versions.get(name) ?? []), entry.version]);
  }
  for (const [name, all] of versions)
    if (all.length > 1) faults.push(`${name}: there are ${all.length}, ${all.join(' and ')}`);
  for (const kind of ['dependencies', 'devDependencies']) {
    const locked = root[kind] ?? {};
    for (const [name, range] of Object.entries(wanted[kind] ?? {})) {
      if (locked[name] !== range)
        faults.push(`${name}: package.json wants ${range}, the lockfile ${locked[name]}`);
      if (!packages[`node_modules/${name}`]) faults.push(`${name}: the lockfile pins no version`);
    }
  }
  return faults;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
  const lock = read('package-lock.json');
  const faults = faultsOf(lock, read('package.json'));
  for (const fault of faults) console.error(fault);
  console.log(`audit: ${Object.keys(lock.packages).length - 1} packages, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
