#!/bin/sh
# The pictures of README, from the packs of a demonstration: src/docs/pictures.sh holdfast-demo
# Needs pdftotext and pdftoppm (poppler-utils). A page is found by words that stand on no other; one more page moves none.
set -eu
demo=${1:?'name the folder of a demonstration, made by: ./holdfast demo'}
here=$(cd "$(dirname "$0")" && pwd)

# page NAME LANGUAGE WORDS
page() {
    pdf=$(ls -t "$demo"/out/2025-12/management-pack*."$2".pdf | head -n 1)
    pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
    number=1
    while [ "$number" -le "$pages" ]; do
        if pdftotext -f "$number" -l "$number" -enc UTF-8 "$pdf" - | tr '\n' ' ' | grep -qF "$3"; then
            pdftoppm -f "$number" -l "$number" -singlefile -r 96 -png "$pdf" "$here/$1.$2"
            echo "$1.$2.png: page $number of $pdf"
            return
        fi
        number=$((number + 1))
    done
    echo "no page of $pdf says '$3'" >&2
    exit 1
}

page scorecard en 'Reaches target'
page scorecard zh '记分卡'
page figure en 'How often do customers complain?'
page figure zh '交付后引发投诉的频率'
page churn en 'Customers about to stop ordering'
page churn zh '可能停止下单的客户'
page complaints en 'What customers complain of'
page complaints zh '客户投诉什么'
page words en 'In one word'
page words zh '一词评价'
