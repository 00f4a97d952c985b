# What happens to a machine on which the service is installed; InstalledService.cs runs it, SystemdServiceTests.cs reads what came of it.
useradd --system other
as() { setpriv --reuid "$1" --regid "$1" --clear-groups "${@:2}"; }
until_true() { for _ in $(seq 600); do "$@" > /dev/null 2>&1 && return; sleep 0.1; done; return 1; }

step not-root as other /opt/camha/camha service install
step unconfigured camha service install
step not-installed camha service status
step configured camha configure --smtp-host 127.0.0.1 --smtp-port $PORT --smtp-security none --smtp-user nhacviec \
  --smtp-password-file /run/test/password --from nhacviec@xa.gov.vn --from-name "Ban Chỉ đạo NTM xã" --set Web:Listen=127.0.0.1:0
step modes stat --format '%n %U:%G %a' /etc/camha /etc/camha/appsettings.json /etc/camha/smtp-password
step settings cat /etc/camha/appsettings.json
for who in other camha; do
  step settings-as-$who as $who cat /etc/camha/appsettings.json
  step password-as-$who as $who cat /etc/camha/smtp-password
done
step settings-not-for-others as other /opt/camha/camha status

# What the service does alone at its hours is done before it starts, in the same sandbox: backup, paper.
install -d -o camha -g camha -m 700 /var/lib/camha
install -o camha -g camha -m 600 /run/test/camha-demo/camha.db /var/lib/camha/camha.db
mkdir -p /etc/systemd/system/camha.service.d
cat > /etc/systemd/system/camha.service.d/test.conf << 'END'
[Service]
RestartSec=1
ExecStartPre=/opt/camha/camha backup
ExecStartPre=/opt/camha/camha report render --week 2022-W24 --dir /var/lib/camha/paper
END
step armed camha arm
step installed camha service install
step status camha service status
step status-json camha service status --json
step unit systemctl cat camha
step written find /var/lib/camha -type f -size +0
step sent until_true test -e /run/test/arrived
step capabilities grep -E 'CapEff|CapBnd|NoNewPrivs|Seccomp:' /proc/$(systemctl show --property MainPID --value camha)/status
step doctor camha doctor
step by-root camha backup
step of-root find /var/lib/camha -user root

sed -i /ExecStartPre/d /etc/systemd/system/camha.service.d/test.conf
systemctl daemon-reload
first=$(systemctl show --property MainPID --value camha)
kill -KILL $first
step restarted until_true sh -c "systemctl is-active camha && test $first != \$(systemctl show --property MainPID --value camha)"

rm -r /etc/systemd/system/camha.service.d
second=$(systemctl show --property MainPID --value camha)
step again camha service install
step started-anew test $second != $(systemctl show --property MainPID --value camha)
step well-again camha service status

third=$(systemctl show --property MainPID --value camha)
echo "mật khẩu 2" > /run/test/changed
step reconfigured camha configure --yes --no-trial --smtp-password-file /run/test/changed
step reconfigured-anew test $third != $(systemctl show --property MainPID --value camha)
step credential cat /run/credentials/camha.service/smtp-password

echo "no database" > /var/lib/camha/paper/broken.db
step broken-configured camha configure --yes --no-trial --database-file /var/lib/camha/paper/broken.db
step broken camha service install
step broken-status camha service status

step uninstalled camha service uninstall
step left ls /etc/systemd/system /etc/camha /var/lib/camha
step uninstalled-again camha service uninstall
step enabled systemctl is-enabled camha

ln -s /opt/camha/camha /usr/bin/camha
cp /run/repository/deploy/camha.service /usr/lib/systemd/system/
step packaged camha configure --yes --no-trial --database-file /var/lib/camha/camha.db
step packaged-installed camha service install
step packaged-place systemctl show --property FragmentPath --value camha
step packaged-uninstalled camha service uninstall
step packaged-stopped systemctl is-active camha
step packaged-disabled systemctl is-enabled camha
step packaged-unit test -e /usr/lib/systemd/system/camha.service
step packaged-again camha service install
step packaged-well camha service status

# The package itself, around the program that is there already; here nobody forbids it to start services, as in a container.
camha service uninstall > /dev/null
rm -f /usr/bin/camha /usr/lib/systemd/system/camha.service /usr/sbin/policy-rc.d
mkdir /run/test/published
printf '#!/bin/sh\nexec /opt/camha/camha "$@"\n' > /run/test/published/camha
mkdir /run/test/published/docs /run/test/published/mau
touch /run/test/published/library.so /run/test/published/docs/van-hanh.md /run/test/published/mau/units.csv
architecture=$(dpkg --print-architecture)
for version in 1 2; do /run/repository/deploy/deb.sh /run/test/published $architecture $version /run/test; done
package() { dpkg --force-depends --install /run/test/camha_$1_$architecture.deb; }
step package-installed package 1
step package-runs systemctl is-active camha
step package-removed dpkg --remove camha
step package-gone systemctl is-active camha
step package-returned package 1
step package-runs-again systemctl is-active camha
systemctl stop camha
step package-upgraded package 2
step package-left-stopped systemctl is-active camha
step package-taken dpkg --remove camha
step package-back package 2
step package-started systemctl is-active camha
step package-uninstalled camha service uninstall
step package-taken-again dpkg --remove camha
step package-back-again package 2
step package-left-disabled systemctl is-active camha
