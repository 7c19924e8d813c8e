#!/bin/sh
# The pictures of README, from a demonstration in which these jobs were run:
#   ./holdfast demo; for job in daily-brief year-review account-reviews; do ./holdfast run $job --dir holdfast-demo; done
#   src/docs/pictures.sh holdfast-demo
# Needs pdftotext and pdftoppm (poppler-utils), and ImageMagick. A page is found by words that stand on no page before it.
set -eu
demo=${1:?'name the folder of a demonstration, made by: ./holdfast demo'}
here=$(cd "$(dirname "$0")" && pwd)

# page NAME LANGUAGE PDF WORDS
page() {
    pages=$(pdfinfo "$3" | sed -n 's/^Pages: *//p')
    number=1
    while [ "$number" -le "$pages" ]; do
        if pdftotext -f "$number" -l "$number" -enc UTF-8 "$3" - | tr '\n' ' ' | grep -qF "$4"; then
            pdftoppm -f "$number" -l "$number" -singlefile -r 160 -png "$3" "$here/$1.$2"
            convert "$here/$1.$2.png" -filter Lanczos -resize '1000x1000>' +dither -colors 64 -strip \
                -define png:compression-level=9 "PNG8:$here/$1.$2.png"
            echo "$1.$2.png: page $number of $3"
            return
        fi
        number=$((number + 1))
    done
    echo "no page of $3 says '$4'" >&2
    exit 1
}

newest() {
    ls -t "$@" | head -n 1
}

for language in en zh; do
    pack=$(newest "$demo"/out/2025-12/management-pack*."$language".pdf)
    case $language in
        en) figure='How often does a delivery lead to a complaint?' churn='Customers about to stop ordering' ;;
        zh) figure='交付后引发投诉的频率' churn='可能停止下单的客户' ;;
    esac
    page scorecard $language "$pack" ''
    page figure $language "$pack" "$figure"
    page churn $language "$pack" "$churn"
    page brief $language "$(newest "$demo"/out/2025-12-31/daily-brief*."$language".pdf)" ''
    page review $language "$(newest "$demo"/out/2025-12/account-review/key-account/*."$language".pdf)" ''
    page year $language "$(newest "$demo"/out/2025/year-review*."$language".pdf)" ''
done
