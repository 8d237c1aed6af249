/** A template with each `{{name}}` that has a value replaced by it, as it stands; any other text is left alone. */
export function fillTemplate(template: string, values: Readonly<{ [name: string]: string }>): string {
  // A function, because a text as replacement would have `$&` in it obeyed.
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] as string) : whole,
  );
}
