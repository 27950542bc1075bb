// SPDX-License-Identifier: Apache-2.0

/** Milliseconds that each call took. */
export type Latencies = readonly number[];

export interface ClientsOptions<T> {
  readonly clients: number;
  /** What is done, once for each, by whichever client is free. */
  readonly work: readonly T[];
  call(item: T): Promise<unknown>;
}

/** Lets so many clients work at the same time, each with its next call as soon as the last one is answered. */
export async function measureClients<T>({ clients, work, call }: ClientsOptions<T>): Promise<Latencies> {
  const latencies: number[] = [];
  const items = work.values();
  const client = async (): Promise<void> => {
    for (const item of items) {
      const started = performance.now();
      await call(item);
      latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return latencies;
}

/** The latency that this share of the calls stayed within, by the nearest rank. */
export function percentile(latencies: Latencies, share: number): number {
  const sorted = [...latencies].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
