// SPDX-License-Identifier: Apache-2.0

/** Whether something happened to a target while it is being worked on, so that it has to be looked at again. */
export class Wake {
  #raised = false;
  #waiting: (() => void)[] = [];

  get raised(): boolean {
    return this.#raised;
  }

  raise(): void {
    this.#raised = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) {
      resolve();
    }
  }

  /** To be called right before looking. */
  clear(): void {
    this.#raised = false;
  }

  /** Resolves when it is raised; at once if it is. */
  wait(): Promise<void> {
    if (this.#raised) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
