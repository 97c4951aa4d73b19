@echo off
rem Runs Rehearsal from the unpacked distribution, or from a clone (the first call builds it). Java 21 or newer: JAVA_HOME, else the java on the PATH.
setlocal
set "home=%~dp0"
if exist "%home%lib\" goto run
for /d %%d in ("%~dp0cli\target\distribution\rehearsal-*") do set "home=%%d\"
if exist "%home%lib\" goto run
echo Building Rehearsal, needed once... 1>&2
call "%~dp0mvnw.cmd" -q -f "%~dp0pom.xml" -pl cli -am -Dfast -Dmaven.test.skip=true package 1>&2
if errorlevel 1 exit /b 3
for /d %%d in ("%~dp0cli\target\distribution\rehearsal-*") do set "home=%%d\"
:run
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "classpath=%home%lib\*"
if defined REHEARSAL_CLASSPATH set "classpath=%classpath%;%REHEARSAL_CLASSPATH%"
"%java%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %REHEARSAL_JAVA_OPTS% -cp "%classpath%" dev.rehearsal.cli.Rehearse %*
exit /b %errorlevel%
