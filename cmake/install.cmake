# What `cmake --install` puts where, and the Debian package (`cpack -G DEB`).
string(TIMESTAMP HOPTAC_DATE "%Y-%m-%d" UTC)  # SOURCE_DATE_EPOCH, where it is set
string(TIMESTAMP HOPTAC_MAIL_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
# Whoever builds a package answers for it: Debian's own variables name them. Without them nobody does, and the package
# says so; the domain is nobody's (RFC 2606).
set(maintainer "local build without maintainer <nobody@localhost.invalid>")
if(DEFINED ENV{DEBEMAIL} AND DEFINED ENV{DEBFULLNAME})
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(HOPTAC_MAINTAINER "${maintainer}" CACHE STRING "Maintainer of the Debian package: NAME <ADDRESS>")
set(made ${CMAKE_BINARY_DIR}/packaging)
configure_file(packaging/hoptac.toml.5.in ${made}/hoptac.toml.5 @ONLY)
configure_file(packaging/changelog.Debian.in ${made}/changelog.Debian @ONLY)
configure_file(CHANGELOG.md ${made}/changelog COPYONLY)

# The man page and the completions come from the program's own table of options.
find_program(GZIP gzip REQUIRED)
set(reference ${made}/hoptac.1 ${made}/hoptac.bash ${made}/_hoptac ${made}/hoptac.fish)
add_custom_command(
  OUTPUT ${reference} ${made}/hoptac.1.gz ${made}/hoptac.toml.5.gz ${made}/changelog.gz ${made}/changelog.Debian.gz
  COMMAND ${CMAKE_COMMAND} -E env --unset=HOPTAC_INDEX --unset=HOPTAC_AUTHORITY --unset=XDG_DATA_HOME HOME=~ ASAN_OPTIONS=detect_leaks=0
    $<TARGET_FILE:hoptac> print-reference ${made} ${HOPTAC_DATE}
  COMMAND ${GZIP} -9nkf ${made}/hoptac.1 ${made}/hoptac.toml.5 ${made}/changelog ${made}/changelog.Debian
  DEPENDS hoptac ${made}/hoptac.toml.5 ${made}/changelog ${made}/changelog.Debian
  COMMENT "Man page and completions"
  VERBATIM)
add_custom_target(hoptac_reference ALL DEPENDS ${reference})

install(TARGETS hoptac)
install(FILES ${made}/hoptac.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/hoptac.toml.5.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${made}/hoptac.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME hoptac)
install(FILES ${made}/_hoptac DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${made}/hoptac.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES packaging/hoptac-ingest.service packaging/hoptac-ingest.timer DESTINATION lib/systemd/system)
install(FILES packaging/hoptac.sysusers DESTINATION lib/sysusers.d RENAME hoptac.conf)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md LICENSE packaging/copyright ${made}/changelog.gz ${made}/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES docs/hoptac.toml.example DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples RENAME hoptac.toml)
install(FILES packaging/hoptac.cron DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hoptac)
set(CPACK_PACKAGE_VENDOR "hoptac")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${HOPTAC_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "poppler-data")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "tesseract-ocr, tesseract-ocr-vie, antiword, catdoc, libreoffice-writer-nogui, pandoc, xapian-tools")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "register of who agreed what with whom, from press releases and agreements")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "hoptac reads press releases, MOU texts and announcements, Vietnamese and
English, in the formats people keep them, and makes them searchable by word
and by fact: institutions, people, dates, certifications and agreements with
their parties, signatories and dates.
.
Words are found with or without accents; night runs take in what is new or
has changed and never disturb readers. Scanned pages are read where tesseract
is installed, old Word files with antiword, LibreOffice or pandoc.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${CMAKE_SOURCE_DIR}/packaging/postinst;${CMAKE_SOURCE_DIR}/packaging/prerm;${CMAKE_SOURCE_DIR}/packaging/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
