// SPDX-License-Identifier: Apache-2.0

import { readProfiles, writeProfiles } from './profile-store.js';
import type { Profile } from './profiles-schema.js';

export interface ChangeProfileOptions {
  /** Where the profiles are. */
  readonly file: string;
  readonly name: string;
  readonly change: (profile: Profile) => Profile;
}

/**
 * Changes one profile, if it is there.
 *
 * @returns the profile as it was
 */
export async function changeProfile({ file, name, change }: ChangeProfileOptions): Promise<Profile | undefined> {
  const known = await readProfiles(file);
  const profile = known.profiles[name];
  if (profile !== undefined) {
    await writeProfiles(file, { ...known, profiles: { ...known.profiles, [name]: change(profile) } });
  }
  return profile;
}

export function withoutToken({ token: _token, ...profile }: Profile): Profile {
  return profile;
}
