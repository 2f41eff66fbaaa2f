"""A panic that reaches cxx ends the process: the guard has to stop it before."""

import signal
import subprocess
import sys

code = "import cmult_cxx.raw; cmult_cxx.raw.panic()"
done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
died_of = signal.Signals(-done.returncode).name if done.returncode < 0 else "nothing"
print("raw died of:", died_of)

code = "import cmult_cxx; cmult_cxx._panic()"
done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
print("finished:   ", done.stderr.splitlines()[-1].decode())
