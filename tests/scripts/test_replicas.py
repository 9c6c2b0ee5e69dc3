"""What stands before several replicas: a configuration that nginx accepts, each visitor on one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from scripts.find_nginx import find_nginx
from scripts.replicas import NGINX_MAIN, ROOT, nginx_file

PORTS = [8502, 8503]


def test_each_replica_is_named_and_a_visitor_stays_on_one():
    text = nginx_file("127.0.0.1:8501", PORTS, Path("/srv/site"))
    assert all(f"server 127.0.0.1:{port} max_fails=1" in text for port in PORTS)
    assert "hash $atlas_replica consistent;" in text
    assert "${ATLAS_" not in text


def test_nginx_accepts_it(tmp_path):
    nginx = find_nginx()
    if nginx is None:
        pytest.skip("no nginx on this machine")
    file = tmp_path / "nginx.conf"
    inner = nginx_file("127.0.0.1:8501", PORTS, tmp_path)
    file.write_text(NGINX_MAIN.format(folder=tmp_path, inner=inner), "utf-8")
    checked = subprocess.run(
        [nginx, "-t", "-c", str(file)], check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr


def test_containers_run_for_ordinary_users_on_read_only_disks():
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    for service in compose["services"].values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
    for name in ("app", "web"):
        text = (ROOT / "deploy" / "kubernetes" / f"{name}.yaml").read_text("utf-8")
        for item in yaml.safe_load_all(text):
            if item["kind"] == "Deployment":
                pod = item["spec"]["template"]["spec"]
                assert pod["securityContext"]["runAsNonRoot"]
                assert pod["containers"][0]["securityContext"]["readOnlyRootFilesystem"]


def test_what_the_image_leaves_out_is_not_needed():
    kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rooms = {"analysis", "charts", "exports", "language", "loaders", "pages", "data", "static"}
    assert {f"!{room}" for room in rooms} <= set(kept)
    files = [line.removeprefix("!") for line in kept if line.startswith("!")]
    assert all((ROOT / name).exists() for name in files)
