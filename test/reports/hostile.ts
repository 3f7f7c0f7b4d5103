import fc from 'fast-check';

/** Text as an attacker would name a resource: pieces of every syntax that a report speaks, between arbitrary characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<script>',
        '</pre>',
        '"><img src=x onerror=alert(1)>',
        "' onload='",
        '<!--',
        ']]>',
        '</style>',
        '&lt;',
        '`',
        '=1+1',
        '@SUM(A1)',
        '\t=1',
        '","',
        '\r\n',
        '\u001b[2J',
        '\u009b31m',
        '\u202e',
        '\u2066',
        '\ud800',
        '{name}',
        '$&',
        '__proto__',
      ),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));
