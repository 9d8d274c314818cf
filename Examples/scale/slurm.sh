#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lints a data set in many files on a Slurm cluster: each phase for a shard is a task of an array.
#
#   slurm.sh WORK SHARD... > report.json
#
# WORK is on storage that all nodes see, and DuckDB's Python package is on this machine, which groups the keys.
# Options of sbatch, such as a partition, are taken from its variables (SBATCH_PARTITION and so on); the variable
# ASSAY_OPTIONS holds options of assay. A task that is killed is run again by calling this script again: what a
# phase has written already is kept.
set -euo pipefail
work=$(realpath -m "$1")
shift
here=$(dirname "$(realpath "$0")")
assay=${ASSAY:-assay}
last=$(($# - 1))
mkdir -p "$work"/{keys,surveys,keys-again,surveys-again,verdicts,looks,sketches,findings}
realpath "$@" > "$work/shards"

# each FOLDER COMMAND...: an array of one phase; {k} is the number of the shard and {shard} its file.
each() {
  local folder=$1
  shift
  cat > "$work/$folder.sh" << END
#!/usr/bin/env bash
k=\$SLURM_ARRAY_TASK_ID
shard=\$(sed -n "\$((k + 1))p" "$work/shards")
[ -e "$work/$folder/\$k" ] && exit
exec $assay scale $* --number \$k -o "$work/$folder/\$k" --overwrite ${ASSAY_OPTIONS:-}
END
  sbatch --wait --requeue --array="0-$last" --output="$work/$folder/%a.log" "$work/$folder.sh" > /dev/null
}
# all FOLDER: the files of a phase in the order of the shards.
all() { seq -f "$work/$1/%.0f" 0 "$last"; }
# once COMMAND...: a phase where all files meet.
once() { srun --ntasks 1 $assay scale "$@" --overwrite ${ASSAY_OPTIONS:-}; }

each surveys survey '"$shard"' --keys "$work/keys/\$k"
facts=$(once merge $(all surveys) --shards $# -o "$work/profile")
turn=
if [[ $facts == *'"again":true'* ]]; then
  turn=-again
  each surveys-again survey '"$shard"' --keys "$work/keys-again/\$k" --profile "$work/profile"
  facts=$(once merge $(all surveys-again) --shards $# -o "$work/profile-again")
fi
python3 "$here/verdicts.py" "$facts" "$work/keys$turn" "$work/verdicts" $#
each looks look --profile "$work/profile$turn" --verdicts "$work/verdicts/\$k"
once settle $(all looks) --profile "$work/profile$turn" -o "$work/settled"
each sketches sketch --profile "$work/settled"
once compare $(all looks) --sketches $(all sketches) --profile "$work/settled" -o "$work/compared"
each findings lint --profile "$work/compared" --verdicts "$work/verdicts/\$k"
$assay scale report $(all findings) --profile "$work/compared" --format json ${ASSAY_OPTIONS:-}
