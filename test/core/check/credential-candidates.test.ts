import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialCandidates } from '../../../src/core/check/credential-candidates.ts';
import { incidentExample } from '../../../src/core/check/example.ts';
import { rule } from '../../../src/core/check/rules/secret.ts';
import type { ParsedRecord } from '../../../src/core/record/record.ts';
import { cpuTime } from '../../cpu-time.ts';

const detector = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };

async function finds(content: string): Promise<boolean> {
  const { messages } = await lintSource({
    source: { filePath: 'record.md', content, ext: '.md', contentType: 'text' },
    options: { config: detector },
  });
  return messages.length > 0;
}

/** The texts that the rule would show to the detector. */
function shown(text: string): string[] {
  return [...rule.judge({ text } as ParsedRecord, undefined as never)].map(({ unless }) => {
    if (unless?.ask !== 'no-secret') throw new Error('a problem without its question');
    return unless.text;
  });
}

async function findsOneOf(texts: readonly string[]): Promise<boolean> {
  for (const text of texts) if (await finds(text)) return true;
  return false;
}

// Made up, and put together at run time, so that nobody's scanner takes this file for a leak.
const words = (length: number) => 'a1B2c3D4e5F6g7H8i9J0'.repeat(10).slice(0, length);
// The detector knows it by the `}` in which its JSON ends, alone in the last three bytes.
const onePassword = [0, 1, 2]
  .map((more) => btoa(JSON.stringify({ email: 'nobody@example.net', secretKey: 'A3-A', salt: words(60 + more) })))
  .find((text) => text.endsWith('fQ=='));
const key = (kind: string) => `-----BEGIN ${kind}PRIVATE KEY-----\nMII${words(120)}\n-----END ${kind}PRIVATE KEY-----`;
const credentials: { [name: string]: string } = {
  'AWS secret key': `AWS_SECRET_${'ACCESS'}_KEY=${words(40)}`,
  'AWS secret key in YAML': `aws_secret_${'access'}_key: "${words(40)}"`,
  'AWS secret key in code': `SecretAccess${'Key'} => '${words(40)}'`,
  'private key': key(''),
  'RSA private key': key('RSA '),
  'EC private key, indented': key('EC ').replaceAll('\n', '\n    '),
  'OpenSSH private key': key('OPENSSH ').replace('MII', 'b3BlbnNzaC1rZXktdjE'),
  'private key on one line of JSON': key('').replaceAll('\n', '\\n'),
  npm: `${'npm'}_${words(36)}`,
  'basic auth': `https://deploy:${words(12)}@registry.example.net/v2/`,
  'basic auth of FTP': `ftp://deploy:${words(12)}@files.example.net`,
  'basic auth of GitHub': `https://${words(40)}:x-oauth-${'basic'}@github.com/org/repo`,
  'Slack bot': `${'xoxb'}-123456789012-123456789012-${words(24)}`,
  'Slack user': `${'xoxp'}-1234-5678-9012-${words(24)}`,
  'Slack app': `${'xapp'}-1-A0B1C2-1234-${words(24)}`,
  'Slack refresh': `${'xoxr'}-12-${words(10)}`,
  'Slack webhook': `https://hooks.${'slack'}.com/services/T${words(8)}/B${words(8)}/${words(24)}`,
  'Slack webhook in capitals': `HTTPS://HOOKS.${'SLACK'}.COM/SERVICES/T${words(8)}/B${words(8)}/${words(24)}`,
  'OpenAI of old': `sk-${words(20)}T3Blbk${'FJ'}${words(20)}`,
  'OpenAI project': `sk-proj-${words(74)}T3Blbk${'FJ'}${words(74)}`,
  'OpenAI service account': `sk-svcacct-${words(58)}T3Blbk${'FJ'}${words(58)}`,
  Anthropic: `sk-ant-${'api03'}-${words(93)}AA`,
  Linear: `${'lin_api'}_${words(40)}`,
  Sendgrid: `${'SG'}.${words(22)}.${words(43)}`,
  'Shopify app': `${'shpat'}_${words(32)}`,
  'Shopify secret': `${'shpss'}_${words(40)}`,
  'Shopify custom app': `${'shpca'}_${words(36)}`,
  'Shopify private app': `${'shppa'}_${words(36)}`,
  'GitHub personal': `${'ghp'}_${words(36)}`,
  'GitHub OAuth': `${'gho'}_${words(36)}`,
  'GitHub user to server': `${'ghu'}_${words(36)}`,
  'GitHub server': `${'ghs'}_${words(36)}`,
  'GitHub refresh': `${'ghr'}_${words(36)}`,
  'GitHub fine-grained': `${'github_pat'}_${words(22)}_${words(59)}`,
  '1Password': `${'ops'}_${onePassword}`,
  MongoDB: `mongodb+srv://writer:${words(14)}@cluster0.example.net/orders?retryWrites=true`,
  'MongoDB in capitals': `MONGODB://writer:${words(14)}@10.0.0.7:27017`,
  MySQL: `jdbc:mysql://writer:p!${words(10)}@db.internal:3306/orders`,
  PostgreSQL: `postgres://writer:${words(14)}@db.internal/orders`,
};

const contexts: { [name: string]: (credential: string) => string } = {
  'on a line by itself': (c) => `The log said:\n${c}\nand stopped.`,
  'in prose': (c) => `Somebody had pasted ${c} into the chat, and it was used.`,
  'in backticks': (c) => `It ran with \`${c}\` for a day.`,
  'in quotes': (c) => `title: "${c}"\n`,
  'in a link': (c) => `See <${c}> and [here](${c}).`,
  'behind an umlaut and a dash': (c) => `Schlüssel – ${c} – fällig`,
  'at the very start': (c) => c,
  'in a table': (c) => `| 08:12 | ${c} | 08:20 |`,
};

describe('credentialCandidates', () => {
  for (const [name, credential] of Object.entries(credentials)) {
    it(`lets no ${name} pass that the detector finds`, async () => {
      expect(await finds(credential)).toBe(true);
      for (const [where, put] of Object.entries(contexts)) {
        const text = put(credential);
        if (!(await finds(text))) continue;
        expect(await findsOneOf(shown(text)), `${where}: ${shown(text).join(' | ')}`).toBe(true);
      }
    });
  }

  it('agrees with the detector on texts in which credentials are cut, joined and surrounded', async () => {
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...Object.values(credentials)) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(' ', '\n', '-', '_', '/', ':', '@', '"', 'é', '://', 'ops_', 'SG.', 'xoxb'),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...Object.values(credentials)), fc.nat(60), fc.nat(60))
          .map(([text, from, less]) => text.slice(from % 20, text.length - (less % 10))),
      },
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
        const text = pieces.join('');
        if (!(await finds(text))) return true;
        found++;
        return findsOneOf(shown(text));
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('finds nothing to ask about in a plain record', () => {
    expect(credentialCandidates(incidentExample().text)).toEqual([]);
    expect(
      credentialCandidates(
        'Access was denied; success after 08:12. https://dash.example:8080/d/a@b?x=1 git@github.com:org/repo.git in_review ' +
          'sha256:0b9f8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b MSG. xoxo the PRIVATE KEY was rotated',
      ),
    ).toEqual([]);
  });

  it('points at the credential itself', () => {
    const token = credentials['GitHub personal'] ?? '';
    const text = `The log said:\n${token}\nand stopped.`;
    const [region] = credentialCandidates(text);
    expect(text.slice(region?.start, region?.end)).toBe(token);
  });

  it('takes overlapping candidates as one', () => {
    const text = `https://x:${credentials['GitHub personal']}@github.com/org/repo`;
    expect(credentialCandidates(text)).toHaveLength(1);
  });

  it('stays linear on texts made to be slow', async () => {
    const size = 300_000;
    const attacks = [
      '://',
      'ops_',
      's_',
      '_',
      'xoxb-',
      'SG.',
      'k-ant-api0',
      'T3BlbkFJ',
      'ccesskey',
      'ccesskey  ',
      'a:b@://',
    ];
    attacks.push('-----BEGIN PRIVATE KEY', '-----END PRIVATE KEY', 'a', 'PRIVATE KEY', `ops_${words(40)}`);
    for (const attack of attacks) {
      const text = attack.repeat(size / attack.length);
      const { milliseconds } = await cpuTime(() => credentialCandidates(text));
      // A square of the length would be minutes.
      expect(milliseconds, attack).toBeLessThan(3_000);
    }
  });
});
