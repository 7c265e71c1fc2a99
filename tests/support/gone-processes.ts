import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process's parent and state, or null when it is gone. */
function statusOf(pid: string): { parent: number; state: string } | null {
  try {
    // The name may hold spaces and brackets: what matters stands behind its last one.
    const [state = '', parent = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return { parent: Number(parent), state };
  } catch {
    return null;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statusOf(name)?.parent === parent)
    .map(Number);
}

const isGone = (pid: number): boolean => ['Z', undefined].includes(statusOf(String(pid))?.state);

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
}

/**
 * Kills a server together with everything it has started, as a power cut does, and waits until all of them are gone:
 * what is left of a postmaster holds its shared memory, and keeps the next one from starting.
 */
export async function killWithChildren(parent: number): Promise<void> {
  // Stopped first: it would start new ones between our looking and our killing.
  process.kill(parent, 'SIGSTOP');
  const all = [parent, ...childrenOf(parent)];
  for (const pid of all) kill(pid);
  for (let tries = 0; tries < 500 && !all.every(isGone); tries += 1) await pause(20);
  if (!all.every(isGone)) throw new Error('a killed process did not end');
}
