"""Flask extensions, made once and bound in the factory."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

csrf = CSRFProtect()
login = LoginManager()
migrate = Migrate()
limiter = Limiter(key_func=get_remote_address)
