"""Chromium as this project runs it: a desktop window, drawn by the processor."""

DESKTOP = {"width": 1440, "height": 900}
# There is no graphics card, so the processor draws WebGL.
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader"]
