#!/bin/sh
# Makes the two fonts that the reports embed. Run it once after a change here; the results are kept beside it.
#
#   reports/fonts/subset.sh        needs npm, python3 with fonttools (Debian: python3-fonttools)
#
# Noto Sans SC, OFL 1.1 (OFL.txt): TrueType outlines, since CFF renders blank in OpenPDF. What is kept: the
# characters of GB2312 (simplified Chinese), Latin with its accents, Greek, punctuation, arrows and shapes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3
tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz

/usr/bin/python3 - > characters.txt <<'PY'
kept = set()
for high in range(0xA1, 0xF8):
    for low in range(0xA1, 0xFF):
        try:
            kept.add(ord(bytes([high, low]).decode('gb2312')))
        except UnicodeDecodeError:
            pass
for first, last in [(0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x2000, 0x206F), (0x20A0, 0x20BF),
                    (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x3000, 0x303F),
                    (0xFF00, 0xFFEF)]:
    kept.update(range(first, last + 1))
print('\n'.join('U+%04X' % character for character in sorted(kept)))
PY

for weight in 400Regular/NotoSansSC_400Regular 700Bold/NotoSansSC_700Bold; do
    name=$(basename "$weight" | sed 's/_[0-9]*/-/')
    # Layout features are dropped: nothing here reads them, and the figures are tabular without them.
    /usr/bin/python3 -m fontTools.subset "package/$weight.ttf" --unicodes-file=characters.txt --output-file="$here/$name.ttf" \
        --layout-features='' --no-hinting --name-IDs='0,1,2,3,4,5,6,13,14' --notdef-outline --glyph-names --drop-tables+=vhea,vmtx,VORG,BASE
done
