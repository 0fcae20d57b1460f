#!/usr/bin/env bash
# Makes the docx and pdf documents of the corpus from sources/ (needs Debian's pandoc, weasyprint, fonts-dejavu).
# The results are kept in documents/, so that nobody needs these tools to build or test hoptac.
set -euo pipefail
cd "$(dirname "$0")"

docx() { pandoc -f markdown -t docx --metadata lang="$1" -o "documents/$1/$2.docx" "sources/$1/$2.md"; }
pdf() {
  pandoc -f markdown -t html5 --standalone --metadata title="$2" --metadata lang="$1" "sources/$1/$2.md" |
    sed 's|<h1 class="title">[^<]*</h1>||; s|</head>|<style>body{font-family:"DejaVu Serif";max-width:none} header{display:none}</style></head>|' |
    weasyprint -q - "documents/$1/$2.pdf"
}

docx vi bien-ban-ghi-nho-nam-hai
docx vi ban-tin-tuan
docx en aun-accreditation
pdf vi phong-xet-nghiem-iso
pdf vi gia-han-hop-tac
pdf en mou-full-text
pdf en green-delta-gold-seal
