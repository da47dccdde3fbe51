import sys

from practica.config.command import main

sys.exit(main())
