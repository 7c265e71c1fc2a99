import { expect, it } from 'vitest';
import { goTo } from '../support/journey-forms';
import { People, signInByHand } from '../support/journey-people';
import { accountOf } from '../support/site-staff';

it('somebody signs in with a password and a one-time code, without a script, and out again', async () => {
  const people = await People.come();
  try {
    const page = await (await people.window()).newPage();
    await signInByHand(page, accountOf('program_manager', 'kanem-sahara'));
    expect(new URL(page.url()).pathname).toBe('/en/desk');
    await Promise.all([page.waitForEvent('load'), page.locator('form[action$="/sign-out"] button').click()]);
    await goTo(page, '/en/desk');
    expect(new URL(page.url()).pathname).toBe('/en/sign-in');
  } finally {
    await people.leave();
  }
});
