"""The runner of `make test` counts what was run, names what failed, and does not pass what ran nothing."""

import pytest
import run_tests as runner

CASES = '<testcase name="a"/><testcase name="b">{}</testcase><testcase name="c"><skipped/></testcase>'
JUNIT = f"<testsuite>{CASES}</testsuite>"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    def run(*steps: runner.Step) -> tuple[int, list[str]]:
        monkeypatch.setattr(runner, "RESULTS", tmp_path)
        monkeypatch.setattr(runner, "STEPS", list(steps))
        monkeypatch.setattr("sys.argv", ["run_tests.py"])
        status = runner.main()
        return status, capsys.readouterr().out.splitlines()

    return run


def report(path, body="") -> str:
    return f"cat > {path}/found.xml <<'X'\n{JUNIT.format(body)}\nX"


def test_steps_and_their_tests_are_counted(run, tmp_path):
    status, lines = run(runner.Step("a", "true"), runner.Step("b", report(tmp_path), (), "found.xml"))
    assert status == 0
    assert lines[-1] == "3 passed, 0 failed"


def test_a_failing_step_is_named_and_its_log_shown(run):
    status, lines = run(runner.Step("good", "true"), runner.Step("bad", "echo the reason; false"))
    assert status == 1
    assert lines[-1] == "1 passed, 1 failed"
    assert any("the reason" in line for line in lines)
    assert any(line.startswith("failed: bad ") for line in lines)


def test_a_failing_test_is_counted(run, tmp_path):
    status, lines = run(runner.Step("b", report(tmp_path, "<failure/>") + "\nfalse", (), "found.xml"))
    assert status == 1
    assert lines[-1] == "1 passed, 1 failed"


def test_a_step_that_needs_a_failed_one_is_not_run(run, tmp_path):
    status, lines = run(runner.Step("a", "false"), runner.Step("b", f"touch {tmp_path}/ran", ("a",)))
    assert status == 1
    assert lines[-1] == "0 passed, 2 failed"
    assert not (tmp_path / "ran").exists()


def test_a_step_that_runs_no_test_fails(run, tmp_path):
    (tmp_path / "found.xml").write_text(JUNIT.format(""))  # of an earlier run
    status, lines = run(runner.Step("b", "true", (), "found.xml"))
    assert status == 1
    assert lines[-1] == "0 passed, 1 failed"


def test_a_command_that_fails_though_its_tests_pass_fails(run, tmp_path):
    status, lines = run(runner.Step("b", report(tmp_path) + "\nexit 3", (), "found.xml"))
    assert status == 1
    assert lines[-1] == "2 passed, 1 failed"
    assert any("exit status 3" in line for line in lines)


def test_every_step_needs_only_earlier_ones():
    names = [step.name for step in runner.STEPS]
    assert len(set(names)) == len(names)
    for index, step in enumerate(runner.STEPS):
        assert set(step.needs) <= set(names[:index])
