"""A run over inputs that are not texts of a project, such as records."""

from __future__ import annotations

from ocrfix.cli.errors import CommandError
from ocrfix.cli.exit_codes import FAILED
from ocrfix.cli.run import Run
from ocrfix.config import Config


def test_each_input_is_read_with_the_settings_given(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".ocrfix.yaml").write_text("exclude: ['*.txt']\n")
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    seen = []

    def action(found, content):
        text, source = content.text, content.source
        if text == "b.txt":
            raise CommandError("b.txt: not wanted; leave it out")
        seen.append((found.path, text, source.encoding))

    run = Run()
    run.for_each(["a.txt", "b.txt", "gone.txt", "c.txt"], Config.default(), action)
    assert seen == [("a.txt", "a.txt", "utf-8"), ("c.txt", "c.txt", "utf-8")]
    assert run.exit_code == FAILED
    assert capsys.readouterr().err.splitlines() == [
        "ocrfix: b.txt: not wanted; leave it out",
        "ocrfix: gone.txt: no such file or folder; check the name",
    ]
