# Shared by the scripts: where the project is, and its packages. Sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '\n== %s\n' "$*"; }

# Installs what is missing of scripts/packages.txt and of the arguments, as root or through sudo.
install_packages() {
  local wanted missing=() package
  wanted="$(grep -v '^#' scripts/packages.txt) $*"
  for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Not root and no sudo: install these packages by hand, then run this again." >&2; exit 1; }
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Configures and builds a preset; a second argument names the target.
build() {
  say "Building ($1)"
  local faster=(-DHOPTAC_PCH=ON)
  command -v ccache >/dev/null && faster=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  cmake --preset "$1" "${faster[@]}" >/dev/null
  cmake --build "build/$1" ${2:+--target "$2"} -- -k 0
}
