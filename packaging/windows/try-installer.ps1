# On a real Windows, as an administrator: both packages install silently, upgrade in place, pass the self-test and go,
# and the reader's file stays. `make test-windows` does the same and more under wine.
$ErrorActionPreference = "Stop"
$made = "dist/windows"
$setup = (Get-ChildItem "$made/*-setup.exe")[0].FullName
$msi = (Get-ChildItem "$made/*.msi")[0].FullName
$data = Join-Path $env:LOCALAPPDATA "wardshelf"
New-Item -ItemType Directory -Force $data | Out-Null
Set-Content (Join-Path $data "kept.txt") "notes"

function Run($program, $arguments) {
    $process = Start-Process $program -ArgumentList $arguments -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$program $arguments ended with $($process.ExitCode)" }
}

function Prove($folder) {
    & (Join-Path $folder "wardshelf-cli.exe") self-test
    if ($LASTEXITCODE -ne 0) { throw "The program in $folder did not pass its self-test" }
}

# For one person.
$folder = Join-Path $env:LOCALAPPDATA "Programs\Wardshelf"
Run $setup "/S"
Set-Content (Join-Path $folder "_internal\left-over.txt") "from an older version"
Run $setup "/S"
if (Test-Path (Join-Path $folder "_internal\left-over.txt")) { throw "An upgrade left an old file behind" }
Prove $folder
# The uninstaller copies itself away and returns at once unless it is told where it stands.
Run (Join-Path $folder "uninstall.exe") "/S _?=$folder"
Remove-Item (Join-Path $folder "uninstall.exe") -ErrorAction SilentlyContinue
if (Test-Path (Join-Path $folder "_internal")) { throw "The program was not removed" }

# For the computer.
$folder = Join-Path $env:ProgramFiles "Wardshelf"
Run "msiexec" "/i `"$msi`" /qn /norestart /l*v install.log"
Prove $folder
if ((Get-ItemProperty "HKLM:\Software\Wardshelf").folder.TrimEnd("\") -ne $folder) { throw "The MSI is not registered" }
Run "msiexec" "/x `"$msi`" /qn /norestart"
if (Test-Path $folder) { throw "The MSI was not removed" }

if (-not (Test-Path (Join-Path $data "kept.txt"))) { throw "The reader's files were removed" }
