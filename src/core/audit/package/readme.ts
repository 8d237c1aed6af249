import { countOf, partOf } from '../../words.ts';
import type { Control } from '../control-map.ts';
import { quoted } from '../redraw-lines.ts';
import type { ByHand } from './by-hand.ts';
import { BUNDLE, MANIFEST, NAMESPACE, SIGNATURE, SUMS } from './files.ts';
import type { Manifest } from './manifest.ts';

/** What the README of a package is made of. */
export interface ReadmeFacts {
  manifest: Manifest;
  control: Control;
  byHand: ByHand;
  /** A file of the package that stands in the repository too, byte for byte; undefined where none does. */
  sample: { path: string; source: string } | undefined;
  hasSigners: boolean;
}

/** The README of a package: what it is, how to verify it with stock tools, and what it cannot prove. */
export function readmeText(facts: ReadmeFacts): string {
  const { manifest, control } = facts;
  const { period, repository, tool } = manifest;
  const parts = [
    `# Evidence for ${control.id}`,
    `${control.framework}, ${control.id}: ${control.words.charAt(0).toLowerCase()}${control.words.slice(1)}. From ${period.from} to ${period.to} (${period.timezone}), as the repository held it in commit\n\`${repository.commit}\`.`,
    'Open `index.html` to read it: from the control to its requirements, to the records, to the actions and their commits.\nIt is a plain folder; nothing in it has to be installed or run.',
    '## What is here',
    filesTable(facts),
    '## How to verify it',
    'With a POSIX shell and GNU coreutils, in this folder. Signatures ask for `ssh-keygen`, the repository for `git`.',
    ...stepsOf(facts).flatMap(([title, ...step], at) => [`### ${at + 1}. ${title}`, ...step]),
    '## What it cannot prove',
    limits(facts),
    ...oddities(manifest),
    `Made by pir ${tool.version}. The same commit, settings, version and period give the same bytes, whoever makes it and wherever${manifest.bundle ? `; ${BUNDLE} depends on the version of git, too` : ''}.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function filesTable({ manifest, hasSigners }: ReadmeFacts): string {
  const rows: readonly (readonly [string, string])[] = [
    ['index.html', 'control → requirement → records, printable'],
    ['control-map.json', 'the same for programs, for every control that pir knows'],
    ['incidents/ risks/ policies/ acknowledgements/ management-reviews/', 'the records, byte for byte'],
    ['evidence/', 'files that records name as evidence'],
    ['excerpt/', 'the settings that figures rest on, handles and roles of people, waivers, baseline'],
    ['registers/', 'corrective actions, risks, incidents, acknowledgements as CSV'],
    ['reports/', 'metrics, coverage of reviews, repeats, a report for management'],
    ['interop/', 'the plan of action and milestones as OSCAL, where there is one'],
    ['checks/', 'what pir check found, as JSON and SARIF'],
    [
      'history/',
      `who changed which fact when, from git; signatures of the commits${hasSigners ? '; the list of keys' : ''}`,
    ],
    [MANIFEST, 'what the figures are about, what is not carried, every file with its sum and blob'],
    [SUMS, 'a SHA-256 of every file'],
    ...(manifest.signed ? [[SIGNATURE, 'a signature of that list'] as const] : []),
    ...(manifest.bundle ? [[BUNDLE, 'the whole history of the repository, with everything in it'] as const] : []),
  ];
  return rows.map(([name, about]) => `- \`${name.replaceAll(' ', '` `')}\`: ${about}`).join('\n');
}

type Step = readonly [title: string, ...paragraphs: string[]];

const shell = (...lines: readonly string[]): string => `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;

function stepsOf(facts: ReadmeFacts): Step[] {
  const { byHand, hasSigners } = facts;
  const isSigned = facts.manifest.signed;
  return [
    ['Every file is what it was', shell(`sha256sum --check --quiet ${SUMS} && echo 'every file is as listed'`)],
    [
      'Nothing was added',
      shell(
        `listed=$(wc -l < ${SUMS})`,
        `found=$(du -al . | cut -f 2- | while IFS= read -r name; do [ -d "$name" ] || echo; done | wc -l)`,
        `echo "$listed listed, $((found - ${isSigned ? 2 : 1})) found"`,
      ),
      `Both are the same; ${SUMS}${isSigned ? ` and ${SIGNATURE} are` : ' is'} not in the list.`,
    ],
    ...(isSigned ? [signatureStep(hasSigners)] : []),
    ...repositorySteps(facts),
    [
      'A figure, by hand',
      `${byHand.about}. Times are those of the records named.`,
      shell(byHand.script),
      `It prints \`${byHand.prints}\`; in \`reports/metrics.json\` it is \`${byHand.metric}\` of the group \`all\`.`,
    ],
    [
      'All of it, with pir',
      shell('pir audit verify .'),
      'This hashes everything again, computes the figures again from the records here, and compares with the repository where it is run in one.',
    ],
  ];
}

function signatureStep(hasSigners: boolean): Step {
  return [
    'Who vouches for the list',
    `Set \`SIGNERS\` to a list of keys (\`allowed_signers\`) that you got by another way than this package.`,
    shell(
      `who=$(ssh-keygen -Y find-principals -s ${SIGNATURE} -f "$SIGNERS" | head -n 1 | cut -d , -f 1)`,
      `ssh-keygen -Y verify -f "$SIGNERS" -I "$who" -n ${NAMESPACE} -s ${SIGNATURE} < ${SUMS}`,
    ),
    ...(hasSigners
      ? [
          '`history/allowed_signers` is the list that stands in the repository. It proves nothing by itself: ask somebody you know for its sum, and compare.',
          shell('sha256sum history/allowed_signers'),
        ]
      : []),
  ];
}

function repositorySteps({ manifest, sample }: ReadmeFacts): Step[] {
  const { commit, tree } = manifest.repository;
  const clone = manifest.bundle
    ? [`REPOSITORY=$(mktemp -d)/repository`, `git clone --quiet --bare ${BUNDLE} "$REPOSITORY"`]
    : [];
  const about = manifest.bundle
    ? `\`${BUNDLE}\` is the repository itself. Git finds by its own hashes whether a byte of it is another.`
    : 'Set `REPOSITORY` to a clone of the repository. Without one, the package stands for itself.';
  return [
    [
      'It is what the repository held',
      about,
      shell(...clone, `git -C "$REPOSITORY" rev-parse --verify '${commit}^{tree}'`),
      `It prints \`${tree}\`, the tree of the commit.`,
      ...(sample === undefined
        ? []
        : [
            'Any record can be compared with its file there; both lines print the same:',
            shell(
              `git hash-object --no-filters ${quoted(sample.path)}`,
              `git -C "$REPOSITORY" rev-parse --verify ${quoted(`${commit}:${sample.source}`)}`,
            ),
          ]),
    ],
  ];
}

function limits({ hasSigners, manifest }: ReadmeFacts): string {
  const { signatures } = manifest;
  const items = [
    'Dates in git are claims of who wrote the commits, and a signature is tested against the date that its commit claims. Only an outside anchor shows that something stood there by a day: a time stamp (RFC 3161) over `MANIFEST.sha256`, or an earlier package whose sums were handed over then.',
    `Who wrote a commit is a claim, too, unless a key says so: ${partOf(signatures.good, signatures.commits, 'commit', ['is', 'are'])} signed by a key that the repository names.`,
    ...(hasSigners ? ['A list of keys that comes with what it vouches for proves nothing by itself.'] : []),
    ...(manifest.signed ? [] : ['Nobody signed this package: its sums tell that it is whole, not who made it.']),
    'That every incident was written down. `manifest.json` says what was compared with the list of another system, and when.',
    'What `manifest.json` lists as not carried: addresses are named, and nothing was fetched from them.',
  ];
  return items.map((item) => `- ${item}`).join('\n');
}

function oddities({ allowed, redactions }: Manifest): string[] {
  return [
    ...(allowed.length === 0
      ? []
      : [
          '## What was allowed',
          `The package was made although there are:\n\n${allowed.map(({ what, means }) => `- \`${what}\`: ${means}`).join('\n')}`,
        ]),
    ...(redactions.length === 0
      ? []
      : [
          '## What was left out',
          `These fields are replaced, wherever they stand, by \`redacted-\` and a keyed hash: the same value has the same hash, and nobody without the key can try values.\n\n${redactions
            .map(
              ({ field, records, values }) =>
                `- \`${field}\`: ${countOf(values, 'value')} in ${countOf(records, 'record')}`,
            )
            .join(
              '\n',
            )}\n\nFiles that were changed by this have no blob in the manifest, and the fingerprints of what was signed in them are keyed, too. The ids of commit and tree are those of the whole repository: who knows all the rest of it could try values against them. Files under \`evidence/\` are carried as they are.`,
        ]),
  ];
}
