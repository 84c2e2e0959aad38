"""The demo posts, oldest last."""

from home.demo.content.posts.costs import COSTS
from home.demo.content.posts.first_visit import FIRST_VISIT
from home.demo.content.posts.how_we_check import HOW_WE_CHECK
from home.demo.content.posts.monitoring import MONITORING
from home.demo.content.posts.mouth_or_nose import MOUTH_OR_NOSE
from home.demo.content.posts.muscle_or_vein import MUSCLE_OR_VEIN
from home.demo.content.posts.nasal_esketamine import NASAL_ESKETAMINE
from home.demo.content.posts.preparing import PREPARING
from home.demo.content.posts.under_the_skin import UNDER_THE_SKIN
from home.demo.content.posts.when_to_call import WHEN_TO_CALL

POSTS = (
    MUSCLE_OR_VEIN,
    NASAL_ESKETAMINE,
    MOUTH_OR_NOSE,
    UNDER_THE_SKIN,
    FIRST_VISIT,
    MONITORING,
    COSTS,
    PREPARING,
    WHEN_TO_CALL,
    HOW_WE_CHECK,
)
