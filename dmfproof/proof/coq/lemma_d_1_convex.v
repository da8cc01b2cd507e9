(* Made by `dmfproof export lemma_d_1_convex --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => x | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = x. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_d_1_convex_sequences : forall (x p z : R) (n' : nat),
  0 < (x) ->
  0 < (p) ->
  0 <= (z) ->
  0 < (((2*(depth n') - 3)*(seq_X x n')^2*(x^2 + z*p)^2 - 4*((depth n') - 1)*z*p*(seq_X x n')^2*(x^2 + z*p) + p*(p + z*(seq_X x n')^2)*(3*(x^2 + z*p) + 2*((depth n') - 2)*z*p))).
Proof.
  intros x p z n' F_x_pos F_p_pos F_z_nonneg.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_X_pos : forall m', 0 < ((seq_X x m'))).
  { induction m' as [|m' F_X_pos_m].
  - assert (E : ((seq_X x 0%nat)) = (0 + (x)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_x_pos)).
  - assert (E : ((seq_X x (S m'))) = (0 + (((seq_X x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_X_pos_m F_x_pos))).
  }
  assert (F_X_square : forall m', 0 < ((seq_X x m')^2)).
  { intro m'. 
    assert (E : ((seq_X x m')^2) = (0 + (((seq_X x m')) * ((seq_X x m')))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_X_pos m') (F_X_pos m')))).
  }
  assert (F_zp : 0 <= (z*p)).
  { 
    assert (E : (z*p) = (0 + ((p) * (z))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_p_pos) F_z_nonneg))).
  }
  assert (F_beta_pos : 0 < ((x^2 + z*p))).
  { 
    assert (E : ((x^2 + z*p)) = ((0 + (z*p)) + ((x) * (x))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_zp) (Rmult_lt_0_compat _ _ F_x_pos F_x_pos))).
  }
  assert (F_x_square : 0 < (x^2)).
  { 
    assert (E : (x^2) = (0 + ((x) * (x))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_x_pos F_x_pos))).
  }
  assert (F_inner : forall m', 0 < ((2*(depth m') - 3)*(x^2 + z*p) - 2*((depth m') - 2)*z*p)).
  { intro m'. 
    assert (E : ((2*(depth m') - 3)*(x^2 + z*p) - 2*((depth m') - 2)*z*p) = ((0 + ((x^2 + z*p))) + ((2) * (((depth m') - 2) * (x^2)))) + 0) by (identity).
    assert (K1 : 0 <= (2)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_beta_pos) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ (F_depth m') (Rlt_le _ _ F_x_square))))).
  }
  assert (F_main_term : forall m', 0 < ((seq_X x m')^2*x^2*((2*(depth m') - 3)*(x^2 + z*p) - 2*((depth m') - 2)*z*p))).
  { intro m'. 
    assert (E : ((seq_X x m')^2*x^2*((2*(depth m') - 3)*(x^2 + z*p) - 2*((depth m') - 2)*z*p)) = (0 + (((seq_X x m')^2) * (((2*(depth m') - 3)*(x^2 + z*p) - 2*((depth m') - 2)*z*p) * (x^2)))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_X_square m') (Rmult_lt_0_compat _ _ (F_inner m') F_x_square)))).
  }
  assert (F_rest : forall m', 0 <= (p^2*(3*(x^2 + z*p) + 2*((depth m') - 2)*z*p))).
  { intro m'. 
    assert (E : (p^2*(3*(x^2 + z*p) + 2*((depth m') - 2)*z*p)) = ((0 + ((3) * (((x^2 + z*p)) * ((p) * (p))))) + ((2) * (((depth m') - 2) * ((p) * ((p) * (z*p)))))) + 0) by (identity).
    assert (K0 : 0 < (3)) by lra.
    assert (K1 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ K0 (Rmult_lt_0_compat _ _ F_beta_pos (Rmult_lt_0_compat _ _ F_p_pos F_p_pos)))) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ (F_depth m') (Rmult_le_pos _ _ (Rlt_le _ _ F_p_pos) (Rmult_le_pos _ _ (Rlt_le _ _ F_p_pos) F_zp))))))).
  }
  assert (F_convex : forall m', 0 < (((2*(depth m') - 3)*(seq_X x m')^2*(x^2 + z*p)^2 - 4*((depth m') - 1)*z*p*(seq_X x m')^2*(x^2 + z*p) + p*(p + z*(seq_X x m')^2)*(3*(x^2 + z*p) + 2*((depth m') - 2)*z*p)))).
  { intro m'. 
    assert (E : (((2*(depth m') - 3)*(seq_X x m')^2*(x^2 + z*p)^2 - 4*((depth m') - 1)*z*p*(seq_X x m')^2*(x^2 + z*p) + p*(p + z*(seq_X x m')^2)*(3*(x^2 + z*p) + 2*((depth m') - 2)*z*p))) = ((0 + ((seq_X x m')^2*x^2*((2*(depth m') - 3)*(x^2 + z*p) - 2*((depth m') - 2)*z*p))) + (p^2*(3*(x^2 + z*p) + 2*((depth m') - 2)*z*p))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (F_main_term m')) (F_rest m'))).
  }
  exact ((F_convex n')).
Qed.

Theorem lemma_d_1_convex : forall (N : nat) (x p z : R), (2 <= N)%nat ->
  0 < (x) ->
  0 < (p) ->
  0 <= (z) ->
  0 < (((2*INR N - 3)*((x) ^ (N - 1))^2*(x^2 + z*p)^2 - 4*(INR N - 1)*z*p*((x) ^ (N - 1))^2*(x^2 + z*p) + p*(p + z*((x) ^ (N - 1))^2)*(3*(x^2 + z*p) + 2*(INR N - 2)*z*p))).
Proof.
  intros N x p z HN F_x_pos F_p_pos F_z_nonneg.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 2))) by (rewrite seq_X_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DX in F_x_pos.
  rewrite ?DN, ?DX in F_p_pos.
  rewrite ?DN, ?DX in F_z_nonneg.
  rewrite ?DN, ?DX.
  exact (lemma_d_1_convex_sequences x p z (N - 2) F_x_pos F_p_pos F_z_nonneg).
Qed.

Print Assumptions lemma_d_1_convex.
