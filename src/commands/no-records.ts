const sentences = {
  incident: 'no incidents are recorded: pir new makes the first',
  risk: 'no risks are recorded: pir risk new makes the first',
  policy: 'no policies are recorded: pir init brings a first one, pir policy new begins another',
};

/** What to say where there are none of that kind at all: an empty answer could mean something else. */
export function noRecordsNotes(kind: keyof typeof sentences, all: readonly unknown[]): string[] {
  return all.length === 0 ? [sentences[kind]] : [];
}
