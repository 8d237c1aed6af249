import type { Config } from '../../core/config.ts';
import { whyUnowned } from '../../core/people.ts';
import { spanWords } from '../../core/words.ts';
import { zoneClock } from '../../core/zone.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import type { Repository } from '../repository.ts';

/** The sizes of organisation, with what each asks for. */
export const profiles: { readonly [profile: string]: string } = {
  startup: 'one review of sev1 and sev2 within 28 days, short template, few errors',
  scaleup: 'hot-wash in 72 hours, full review in 14 days; causes, whys, evidence',
  enterprise: 'reviews of sev3 too; approvals, risks and proof that actions worked',
};

/** Whose CI checks the records. */
export const forges = ['github', 'gitlab', 'none'] as const;
export type Forge = (typeof forges)[number];

/** What pir init has to know. */
export interface Settings {
  profile: string;
  timezone: string;
  branch: string;
  ci: Forge;
  /** Of the incident response plan; undefined when nobody is known. */
  owner: string | undefined;
}

/** What the flags say, where they say something. UserError for what cannot be. */
export function saidSettings(request: Request, repository: Repository): Partial<Settings> {
  const timezone = request.text('timezone');
  if (timezone !== undefined && !isZone(timezone))
    throw new UserError(
      `Unexpected --timezone "${timezone}", expected a name of the IANA time zone database`,
      'Write it like Europe/Berlin, or UTC.',
    );
  const owner = request.text('owner');
  const why = owner === undefined ? undefined : whyNoOwner(owner, repository);
  if (why !== undefined) throw new UserError(`--owner: ${why}`, 'Name a handle (@name), an e-mail or team:name.');
  const said = { profile: request.text('profile'), ci: request.text('ci') as Forge | undefined, timezone, owner };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** What holds where nothing is said. */
export function usualSettings(repository: Repository, world: World): Settings {
  return {
    profile: repository.config.profile,
    timezone: repository.config.timezone,
    branch: mainLine(repository, world),
    ci: usualForge(repository, world),
    owner: usualOwner(repository, world),
  };
}

/** Whether that is a time zone. */
export function isZone(name: string): boolean {
  try {
    zoneClock(name);
    return true;
  } catch {
    return false;
  }
}

/** Why the rules would not take that owner, or undefined. */
export function whyNoOwner(owner: string, { people, clock }: Repository): string | undefined {
  const why = whyUnowned(owner, { people, clock, allowsTeams: true });
  return why === undefined ? undefined : `Unexpected ${why}, expected a person or team`;
}

/** The person that git commits as, by their handle where people.yaml knows them. */
function usualOwner(repository: Repository, world: World): string | undefined {
  const email = world.git.identity(repository.root.top)?.email;
  if (email === undefined) return undefined;
  const owner = repository.people?.withEmail(email)?.handle ?? email;
  return whyNoOwner(owner, repository) === undefined ? owner : undefined;
}

/** Whoever sets pir up on a branch of their own still means the line that it will be merged into. */
function mainLine({ root }: Repository, { git }: World): string {
  if (!root.isGit) return 'main';
  const { branch, commit } = git.state(root.top);
  if (commit === null) return branch ?? 'main';
  const exists = (name: string) => {
    try {
      return git.resolve(root.top, name) !== '';
    } catch {
      return false;
    }
  };
  const lines = ['main', 'master'];
  if (branch !== null && lines.includes(branch)) return branch;
  return (
    lines.find((name) => exists(`refs/heads/${name}`) || exists(`refs/remotes/origin/${name}`)) ?? branch ?? 'main'
  );
}

function usualForge({ root }: Repository, { files }: World): Forge {
  const stands = (name: string) => files.look(files.join(root.top, name)) !== 'none';
  if (stands('.gitlab-ci.yml') || stands('.gitlab')) return 'gitlab';
  return stands('.github') ? 'github' : 'none';
}

/** The profile in words: `hot-wash within 72 hours, full review within 14 days` for each severity that must be reviewed. */
export function reviewTerms({ review_required, sla }: Config): string {
  return review_required
    .map((severity) => {
      const { hotwash, full } = sla.review[severity] ?? {};
      const stages = [
        ...(hotwash === undefined ? [] : [`hot-wash within ${spanWords(hotwash)}`]),
        full === undefined ? 'full review, without a fixed term' : `full review within ${spanWords(full)}`,
      ];
      return `- **${severity}**: ${stages.join(', ')}`;
    })
    .join('\n');
}

/** How soon actions are due, by priority. */
export function actionTerms({ priorities, sla }: Config): string {
  return priorities
    .map((priority) => {
      const span = sla.action[priority];
      return `- **${priority}**: ${span === undefined ? 'as agreed' : spanWords(span)}`;
    })
    .join('\n');
}
