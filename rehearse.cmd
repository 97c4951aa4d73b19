@echo off
rem Runs Rehearsal from the unpacked distribution, or from a clone (the first call builds it), with Java 21 or newer: of JAVA_HOME, of the
rem PATH, or of the folders that JDKs are usually installed in.
setlocal enableextensions disabledelayedexpansion
set "java="
if defined JAVA_HOME call :look "%JAVA_HOME%"
if not defined java for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :look "%%~dp$PATH:j.."
if not defined java for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk*" "%ProgramFiles%\Java\jdk*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Amazon Corretto\jdk*" "%ProgramFiles%\Zulu\zulu*" "%ProgramFiles%\BellSoft\LibericaJDK*") do if not defined java call :look "%%~d"
if not defined java (
    echo Rehearsal needs Java 21 or newer, and there is none in JAVA_HOME, on the PATH or in the usual folders. Install a JDK, or set JAVA_HOME to one. 1>&2
    exit /b 3
)
set "home=%~dp0"
if exist "%home%lib\" goto run
for /d %%d in ("%~dp0cli\target\distribution\rehearsal-*") do set "home=%%d\"
if exist "%home%lib\" goto run
echo Building Rehearsal, needed once... 1>&2
call "%~dp0mvnw.cmd" -q -f "%~dp0pom.xml" -pl cli -am -Dfast -Dmaven.test.skip=true package 1>&2
if errorlevel 1 exit /b 3
for /d %%d in ("%~dp0cli\target\distribution\rehearsal-*") do set "home=%%d\"
:run
set "classpath=%home%lib\*"
if defined REHEARSAL_CLASSPATH set "classpath=%classpath%;%REHEARSAL_CLASSPATH%"
rem Protobuf asks for memory in a way that newer JVMs warn of; it has another way for when they no longer have this one.
set "unsafe="
if %feature% GEQ 23 set "unsafe=--sun-misc-unsafe-memory-access=allow"
rem The second compiler costs a command more than it wins; the server stays, and has it.
set "quick=-XX:TieredStopAtLevel=1"
if "%~1"=="serve" set "quick="
"%java%" -XX:+UseSerialGC %quick% %unsafe% --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Drehearsal.command=rehearse %REHEARSAL_JAVA_OPTS% -cp "%classpath%" dev.rehearsal.cli.Rehearse %*
exit /b %errorlevel%

rem A folder's Java, if it is new enough; what builds and what runs is then the same.
:look
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" call :take "%~1" %%l
exit /b 0

:take
set "found=0"
for /f "tokens=1 delims=.+-" %%m in ("%~2") do set "found=%%m"
if %found% LSS 21 exit /b 0
set "feature=%found%"
set "java=%~1\bin\java.exe"
set "JAVA_HOME=%~1"
exit /b 0
