# Installs the published folder as a Windows service. Run as administrator, in the folder of camha.exe.
param(
    [string] $Config = "C:\ProgramData\CamHa\appsettings.json"
)
$ErrorActionPreference = "Stop"
$exe = Join-Path $PSScriptRoot "camha.exe"
if (-not (Test-Path $exe)) { throw "camha.exe is not beside this script; publish the service first (see README)." }
if (-not (Test-Path $Config)) { throw "$Config is not there; create it first (see README)." }
New-Service -Name "camha" -DisplayName "CamHa.Scheduler" -StartupType Automatic `
    -BinaryPathName "`"$exe`" run --config `"$Config`""
# Three restarts, a minute apart; the count starts anew after a day.
sc.exe failure camha reset= 86400 actions= restart/60000/restart/60000/restart/60000 | Out-Null
Start-Service -Name "camha"
Get-Service -Name "camha"
