"""The national picture: what many appraisals say together, so that none can be taken apart.

Plain Python. Who contributes, what they answered and a secret go in; a release comes out.
"""
