# Installs silently, upgrades in place, runs the self-test, removes silently, and sees that the reader's file stays.
$ErrorActionPreference = "Stop"
$setup = (Get-ChildItem dist/*-setup.exe)[0].FullName
$folder = Join-Path $env:LOCALAPPDATA "Programs\Wardshelf"
$data = Join-Path $env:LOCALAPPDATA "wardshelf"
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content (Join-Path $data "kept.txt") "notes"

function Run($program, $arguments) {
    $process = Start-Process $program -ArgumentList $arguments -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$program $arguments ended with $($process.ExitCode)" }
}

Run $setup "/S"
Set-Content (Join-Path $folder "_internal\left-over.txt") "from an older version"
Run $setup "/S"
if (Test-Path (Join-Path $folder "_internal\left-over.txt")) { throw "An upgrade left an old file behind" }
& (Join-Path $folder "wardshelf-cli.exe") self-test
if ($LASTEXITCODE -ne 0) { throw "The installed program did not pass its self-test" }
# The uninstaller copies itself away and returns at once unless it is told where it stands.
Run (Join-Path $folder "uninstall.exe") "/S _?=$folder"
Remove-Item (Join-Path $folder "uninstall.exe") -ErrorAction SilentlyContinue
if (Test-Path (Join-Path $folder "_internal")) { throw "The program was not removed" }
if (-not (Test-Path (Join-Path $data "kept.txt"))) { throw "The reader's files were removed" }
