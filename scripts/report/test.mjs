// Opens reports in a browser and compares them with the records; test.sh says how to run it.

import { made } from "./made.mjs";
import { browser, finish, reportOf } from "./harness.mjs";
import { measure } from "./speed.mjs";

let passed = 0;
try {
  for (const checks of ["looks", "filters", "numbers", "hostile", "access"]) await import(`./checks/${checks}.mjs`);
  await measure(browser, reportOf([...made(50_000)], "many"));
} finally {
  passed = await finish();
}
console.log(`${passed} passed`);
