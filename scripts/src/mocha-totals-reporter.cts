// SPDX-License-Identifier: Apache-2.0

import fs = require('node:fs');
import Mocha = require('mocha');

/** Mocha's own spec reporter, which also leaves totals and failures as JSON in the file named by TEST_TOTALS_FILE. */
class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const failures: string[] = [];
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test: Mocha.Test, error: Error) => {
      failures.push(`${test.fullTitle()}: ${error.message.split('\n', 1)[0] ?? ''}`);
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env['TEST_TOTALS_FILE'];
      const { passes: passed = 0, failures: failed = 0, pending: skipped = 0 } = runner.stats ?? {};
      if (file !== undefined) {
        fs.writeFileSync(file, JSON.stringify({ passed, failed, skipped, failures }));
      }
    });
  }
}

export = TotalsReporter;
