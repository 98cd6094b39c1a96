# What ./tandem, ./test and .ci/run share: the .NET SDK and its surroundings. Sourced by POSIX shells; expects $root.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# The SDK asks for libicu otherwise, which a bare machine may lack; our programs use no culture either.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

# The SDK and NuGet want a home; without a writable one they get a folder of this clone.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    HOME="$root/.tools/home"
    mkdir -p "$HOME"
    export HOME
fi

# A built program looks for the runtime in the usual places only; an SDK unpacked elsewhere must be named.
if [ -z "${DOTNET_ROOT:-}" ] && command -v dotnet >/dev/null 2>&1; then
    DOTNET_ROOT=$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")
    export DOTNET_ROOT
fi

# Ends the caller with code 2 and a remedy unless an SDK of .NET 10 answers.
require_dotnet_10() {
    if ! command -v dotnet >/dev/null 2>&1; then
        echo "tandem: no 'dotnet' in PATH: needs the .NET 10 SDK, see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
        exit 2
    fi
    if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        echo "tandem: 'dotnet' has no SDK of version 10: see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
        exit 2
    fi
}

# build LOG TARGET: builds in Release, quietly, and leaves no compiler waiting in the background for the next build.
build() {
    dotnet build "$2" -c Release -v q -nologo -nodeReuse:false "-p:SharedCompilationId=tandem-build-$$" \
        >"$1" 2>&1 </dev/null
    build_code=$?
    stop_compiler
    return $build_code
}

# The compiler is known by the name of its pipe, which no other build shares.
stop_compiler() {
    for process in $(grep -lsF "pipename:tandem-build-$$" /proc/[0-9]*/cmdline); do
        process=${process#/proc/}
        [ "${process%/cmdline}" = "$$" ] || kill "${process%/cmdline}" 2>/dev/null || true
    done
}
