; The installer for Windows. tools/packaging/windows.py calls it so:
; makensis -DVERSION= -DFOLDER= -DTARGET= -DICON= -DPYTHON= -INPUTCHARSET UTF8 shopbell.nsi
; It installs for one person, so that nobody is asked for a password, and asks nothing else.
Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopbell"

Name "Shopbell ${VERSION}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Shopbell"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Shopbell.exe"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE MayInstall
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"

LangString RUNNING ${LANG_ENGLISH} "Shopbell is open. Close Shopbell first, then try again."
LangString RUNNING ${LANG_SIMPCHINESE} "Shopbell 正在运行。先关闭 Shopbell，然后再试。"
LangString RUNNING ${LANG_TRADCHINESE} "Shopbell 正在執行。先關閉 Shopbell，然後再試。"
LangString NOTOURS ${LANG_ENGLISH} "This folder holds other files. Choose an empty folder, or a new one."
LangString NOTOURS ${LANG_SIMPCHINESE} "这个文件夹里有其他文件。选择一个空文件夹，或者新建一个。"
LangString NOTOURS ${LANG_TRADCHINESE} "這個資料夾裡有其他檔案。選擇一個空的資料夾，或者新增一個。"

; What follows removes folders, so it is made sure whose they are. $R0: what stands in the way.
!macro OPEN_OR_NOT un
Function ${un}LookWhetherOpen
  StrCpy $R0 ""
  ; Windows lets nobody write to a library that a program has loaded.
  IfFileExists "$INSTDIR\python\${PYTHON}" 0 free
  ClearErrors
  FileOpen $R1 "$INSTDIR\python\${PYTHON}" a
  IfErrors 0 closed
  StrCpy $R0 "$(RUNNING)"
  Return
  closed:
  FileClose $R1
  free:
FunctionEnd
!macroend
!insertmacro OPEN_OR_NOT ""
!insertmacro OPEN_OR_NOT "un."

Function LookAtTheFolder
  IfFileExists "$INSTDIR\smbcrm.exe" ours
  StrCpy $R0 ""
  FindFirst $R1 $R2 "$INSTDIR\*"
  look:
  StrCmp $R2 "" looked
  StrCmp $R2 "." more
  StrCmp $R2 ".." more
  StrCpy $R0 "$(NOTOURS)"
  Goto looked
  more:
  FindNext $R1 $R2
  Goto look
  looked:
  FindClose $R1
  Return
  ours:
  Call LookWhetherOpen
FunctionEnd

; Stops with the words that say why; without a window it just ends with 2.
!macro STOP_OR_GO look
  Call ${look}
  StrCmp $R0 "" +3
    MessageBox MB_OK|MB_ICONEXCLAMATION "$R0" /SD IDOK
    Abort "$R0"
!macroend

Function MayInstall
  !insertmacro STOP_OR_GO LookAtTheFolder
FunctionEnd

Section
  !insertmacro STOP_OR_GO LookAtTheFolder
  ; What an older version left would be loaded instead of what came in its place.
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\app"
  SetOutPath "$INSTDIR"
  ; First what tells that the folder is ours, should this not come to its end.
  File "${FOLDER}\smbcrm.exe"
  ; Backslashes: on Windows makensis knows no other; elsewhere it turns them round.
  File /r "${FOLDER}\*.*"
  File "/oname=shopbell.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Shopbell.lnk" "$INSTDIR\Shopbell.exe" "" "$INSTDIR\shopbell.ico"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Shopbell"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\shopbell.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  !insertmacro STOP_OR_GO un.LookWhetherOpen
  ; The shops, their copies and the settings lie elsewhere and stay.
  IfFileExists "$INSTDIR\smbcrm.exe" 0 +3
    RMDir /r "$INSTDIR\python"
    RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\THIRD-PARTY-LICENCES"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\Shopbell.exe"
  Delete "$INSTDIR\smbcrm.exe"
  Delete "$INSTDIR\shopbell.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Shopbell.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
